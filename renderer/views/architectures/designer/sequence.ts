// A net whose layers follow one another, as a table: whether a graph is one, and its rows changed as rows. Pure.
import type { Graph, LayerInfo } from '../../../../shared/records'
import type { Drawn } from './drawn'
import { inserted, removed } from './edits'
import type { Inserted } from './edits'

export type WhyNot =
  | { reason: 'empty' }
  | { reason: 'several-inputs'; layer: string; count: number }
  | { reason: 'several-starts'; layers: string[] }
  | { reason: 'branches'; layer: string; count: number }
  | { reason: 'several-outputs'; count: number }
  | { reason: 'circle' }

export type Sequence = { layers: string[] } | { whyNot: WhyNot }

/** The layers from input to output, or why they are no sequence. */
export function sequenceOf(graph: Graph): Sequence {
  const { layers, outputs } = graph
  if (layers.length === 0) return { whyNot: { reason: 'empty' } }
  const merging = layers.find(({ inputs }) => inputs.length > 1)
  if (merging) return { whyNot: { reason: 'several-inputs', layer: merging.id, count: merging.inputs.length } }
  const starts = layers.filter(({ inputs }) => inputs.length === 0)
  if (starts.length > 1) return { whyNot: { reason: 'several-starts', layers: starts.map(({ id }) => id) } }
  const next = new Map<string, string[]>()
  for (const { id, inputs } of layers) for (const from of inputs) next.set(from, [...(next.get(from) ?? []), id])
  const branching = [...next].find(([, ids]) => ids.length > 1)
  if (branching) return { whyNot: { reason: 'branches', layer: branching[0], count: branching[1].length } }
  if (outputs.length > 1) return { whyNot: { reason: 'several-outputs', count: outputs.length } }
  const row: string[] = []
  for (let at = starts[0]?.id; at !== undefined && !row.includes(at); at = next.get(at)?.[0]) row.push(at)
  return row.length === layers.length ? { layers: row } : { whyNot: { reason: 'circle' } }
}

/** A new layer behind another one. */
export function rowInserted(drawn: Drawn, type: LayerInfo, after: string): Inserted {
  return inserted(drawn, type, { after })
}

/** A row at another place; the layers are wired anew from first to last, and the last is the output. */
export function rowMoved(drawn: Drawn, id: string, by: number): Drawn {
  const found = sequenceOf(drawn.graph)
  if (!('layers' in found)) return drawn
  const others = found.layers.filter((one) => one !== id)
  const to = Math.min(others.length, Math.max(0, found.layers.indexOf(id) + by))
  const order = [...others.slice(0, to), id, ...others.slice(to)]
  if (order.every((one, index) => one === found.layers[index])) return drawn
  return rewired(drawn, order)
}

export function rowRemoved(drawn: Drawn, id: string): Drawn {
  return removed(drawn, [id])
}

function rewired(drawn: Drawn, order: readonly string[]): Drawn {
  const byId = new Map(drawn.graph.layers.map((layer) => [layer.id, layer]))
  const layers = order.flatMap((id, index) => {
    const layer = byId.get(id)
    const before = order[index - 1]
    return layer ? [{ ...layer, inputs: before === undefined ? [] : [before] }] : []
  })
  const last = order.at(-1)
  const graph = { layers, outputs: last === undefined ? [] : [last] }
  // Places belong to the order as it was: the canvas arranges the new one.
  return { graph, drawing: { ...drawn.drawing, places: [] } }
}
