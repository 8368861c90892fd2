// What a way of mending is: from a problem to graphs that may be without it. Whether they are is tried out, not believed.
import type { Settings, Text } from '../../../../shared/fields'
import type { DatasetFacts, Graph, GraphProblem, GraphRemedy, LayerNode } from '../../../../shared/records'
import type { CheckedLayer } from '../check'
import { layerType } from '../layers'
import type { Shape } from '../layerType'

/** The graph that a problem is of, with what is known of it. */
export interface Situation {
  graph: Graph
  /** Undefined while no data set is chosen. */
  facts: DatasetFacts | undefined
  /** By id, the first where two have the same. */
  nodes: ReadonlyMap<string, LayerNode>
  /** The sound layers by id. */
  sound: ReadonlyMap<string, CheckedLayer>
}

/** The changed graphs that are worth a try, the likeliest first. */
export type Mending = (problem: GraphProblem, situation: Situation) => GraphRemedy[]

/** The layer that the problem is about and the shapes that reach it; null where either is not known. */
export function placeOf({ layer = '' }: GraphProblem, { nodes, sound }: Situation) {
  const node = nodes.get(layer)
  if (node === undefined) return null
  const shapes = node.inputs.map((id) => sound.get(id)?.shape)
  return { node, shapes: shapes.every((shape) => shape !== undefined) ? (shapes as Shape[]) : null }
}

export const remedy = (en: string, zh: string, graph: Graph): GraphRemedy => ({
  label: { en, zh } satisfies Text,
  graph,
})

/** `[10, 1]` */
export const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`

/** Settings of a layer type by the words of their fields: `"Padding" = same, "Dilation" = 1`. */
export function settingsText(type: string, settings: Settings): Text {
  const fields = layerType(type)?.fields ?? []
  const parts = (language: 'en' | 'zh') =>
    Object.entries(settings).map(([name, value]) => {
      const label = fields.find((field) => field.name === name)?.label[language] ?? name
      const quoted = language === 'en' ? `"${label}"` : `“${label}”`
      return `${quoted} = ${Array.isArray(value) ? shown(value as number[]) : String(value)}`
    })
  return { en: parts('en').join(', '), zh: parts('zh').join('、') }
}
