// Changes of a graph, each a function from graph to graph: the old one stays as it is, and layers that are not touched are shared.
import type { FieldValue, Settings } from '../../../shared/fields'
import { longestName } from '../../../shared/records/graphSchema'
import type { Graph, LayerNode } from '../../../shared/records'

/** The place of an input: the `at`th of those that feed the layer `to`. */
export interface Wire {
  to: string
  at: number
}

export function changed(graph: Graph, id: string, change: (layer: LayerNode) => LayerNode): Graph {
  return { ...graph, layers: graph.layers.map((layer) => (layer.id === id ? change(layer) : layer)) }
}

export function withSettings(graph: Graph, id: string, settings: Settings): Graph {
  return changed(graph, id, (layer) => ({ ...layer, settings: { ...layer.settings, ...settings } }))
}

export function withInput(graph: Graph, { to, at }: Wire, from: string): Graph {
  return changed(graph, to, (layer) => ({ ...layer, inputs: layer.inputs.with(at, from) }))
}

export function cut(graph: Graph, { to, at }: Wire): Graph {
  return changed(graph, to, (layer) => ({ ...layer, inputs: layer.inputs.filter((_, index) => index !== at) }))
}

/** A new layer on the wire, and what it is called. */
export function inserted(
  graph: Graph,
  wire: Wire,
  { type, settings }: { type: string; settings: Record<string, FieldValue> },
): { graph: Graph; id: string } {
  const from = graph.layers.find(({ id }) => id === wire.to)?.inputs[wire.at] ?? ''
  const id = freeId(graph, type)
  const layers = graph.layers.flatMap((layer) =>
    layer.id === wire.to ? [{ id, type, settings, inputs: [from] }, layer] : [layer],
  )
  return { graph: withInput({ ...graph, layers }, wire, id), id }
}

/** Without the layer; what it fed is fed by the first of those that fed it, and by nothing where there is none. */
export function without(graph: Graph, id: string): Graph {
  const before = graph.layers.find((layer) => layer.id === id)?.inputs[0]
  const heirs = before === undefined || before === id ? [] : [before]
  const handOn = (from: string): string[] => (from === id ? heirs : [from])
  const layers = graph.layers
    .filter((layer) => layer.id !== id)
    .map((layer) => (layer.inputs.includes(id) ? { ...layer, inputs: layer.inputs.flatMap(handOn) } : layer))
    .map((layer) => (layer.shares === id ? ownWeighted(layer) : layer))
  return { layers, outputs: [...new Set(graph.outputs.flatMap(handOn))] }
}

/** Only what the outputs are computed from, and what shares its weights with that. */
export function leadingSomewhere(graph: Graph): Graph {
  const nodes = new Map(graph.layers.map((layer) => [layer.id, layer]))
  const kept = new Set<string>()
  const waiting = [...graph.outputs]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (kept.has(id)) continue
    kept.add(id)
    const { inputs = [], shares } = nodes.get(id) ?? {}
    waiting.push(...inputs, ...(shares === undefined ? [] : [shares]))
  }
  if (kept.size === graph.layers.length) return graph
  return { ...graph, layers: graph.layers.filter(({ id }) => kept.has(id)) }
}

/** The layer with weights of its own. */
export function ownWeighted({ shares: _, ...layer }: LayerNode): LayerNode {
  return layer
}

/** Under another name, which all that name it follow. */
export function renamed(graph: Graph, from: string, to: string): Graph {
  const name = (id: string): string => (id === from ? to : id)
  const layers = graph.layers.map((layer) => {
    const { id, inputs, shares } = layer
    if (id !== from && shares !== from && !inputs.includes(from)) return layer
    return { ...layer, id: name(id), inputs: inputs.map(name), ...(shares !== undefined && { shares: name(shares) }) }
  })
  return { layers, outputs: graph.outputs.map(name) }
}

/** The name, or with a number behind it where it is taken. */
export function freeId(graph: Graph, wanted: string): string {
  const taken = new Set(graph.layers.map(({ id }) => id))
  const stem = wanted.slice(0, longestName - 6)
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}${number}`
    if (!taken.has(id)) return id
  }
}
