// What a network learns from while training beside the targets of its rows: every step of a history, steps that are hidden, or the history itself.
import type { Graph } from '../../../shared/records'
import { checkedLayers } from './check'
import type { CheckedLayer } from './check'
import type { Learns, Shape } from './layerType'

export interface Learning {
  kind: Learns
  /** Id of the input whose codes are learnt. */
  input: string
}

/** The block of a history; see `nextItem`. */
const sequence = 'sequence'

/**
 * How layers of the graph want it to be trained on histories, see `LayerType.learns`. Null where none wants anything, and where
 * the graph cannot: what stands behind such a layer must take a sequence for its last step, or a history that is one step longer,
 * with the same weights. Then it learns the target of each row alone.
 */
export function learningOf(graph: Graph): Learning | null {
  const { layers } = checkedLayers(graph)
  const wanted = new Set(layers.flatMap(({ node, type }) => type.learns?.(node.settings) ?? []))
  const history = layers.find(({ node, type }) => type.inputs === 0 && node.id === sequence)
  const [length] = history?.shape ?? []
  if (length === undefined || history?.shape.length !== 1 || graph.outputs.length !== 1) return null
  const kind = kinds.find((one) => wanted.has(one))
  return kind !== undefined && fits(graph, layers, { kind, length }) ? { kind, input: sequence } : null
}

/** Where a graph asks for several, the first of these. */
const kinds: readonly Learns[] = ['itself', 'hiddenSteps', 'nextSteps']

interface Wanted {
  kind: Learns
  /** Of the history. */
  length: number
}

function fits(graph: Graph, layers: readonly CheckedLayer[], { kind, length }: Wanted): boolean {
  const shapes = shapesWhileLearning(layers, { kind, length })
  const [output = ''] = graph.outputs
  const usual = layers.find(({ node }) => node.id === output)?.shape ?? []
  const steps = { itself: [], hiddenSteps: [length + 1], nextSteps: [length] }[kind]
  return shapes !== null && String(shapes.get(output)) === String([...steps, ...usual])
}

/** Shapes by layer as they are while training; null where a layer refuses them or would need other weights. */
function shapesWhileLearning(layers: readonly CheckedLayer[], { kind, length }: Wanted): Map<string, Shape> | null {
  const shapes = new Map<string, Shape>()
  for (const { node, type, shape, weights } of layers) {
    if (type.inputs === 0) {
      shapes.set(node.id, kind === 'itself' && node.id === sequence ? [length + 1] : shape)
      continue
    }
    const inputs = node.inputs.map((id) => shapes.get(id) as Shape)
    const handsOn = kind !== 'itself' && type.learns?.(node.settings) === 'nextSteps'
    const made = handsOn ? (inputs[0] as Shape) : type.shape(inputs, node.settings)
    if ('expected' in made) return null
    if (!handsOn && sizesOf(type.weights(inputs, node.settings)) !== sizesOf(weights)) return null
    shapes.set(node.id, made)
  }
  return shapes
}

const sizesOf = (weights: readonly { shape: Shape }[]): string => JSON.stringify(weights.map(({ shape }) => shape))
