// The document of the designer: a graph and how it is drawn. Every change of it is a function from one to the next; pure.
import type { Drawing, Graph, LayerNode } from '../../../../shared/records'

export interface Drawn {
  graph: Graph
  drawing: Drawing
}

/** A place on the canvas, in its own units. */
export interface Place {
  x: number
  y: number
}

export const emptyDrawing: Drawing = { places: [], blocks: [], comments: [] }

export function layerOf(graph: Graph, id: string): LayerNode | undefined {
  return graph.layers.find((layer) => layer.id === id)
}

/** Ids of the layers that a layer feeds, in the graph's order. */
export function fedBy(graph: Graph, id: string): string[] {
  return graph.layers.filter((layer) => layer.inputs.includes(id)).map((layer) => layer.id)
}

/** The document with one layer changed; all others stay the same objects. */
export function withLayer(drawn: Drawn, id: string, change: (layer: LayerNode) => LayerNode): Drawn {
  const layers = drawn.graph.layers.map((layer) => (layer.id === id ? change(layer) : layer))
  return { ...drawn, graph: { ...drawn.graph, layers } }
}

/** A name that none of them has: `dense`, `dense2`, `dense3`. A number at the end of `wanted` is counted on from. */
export function freeName(taken: Iterable<string>, wanted: string): string {
  const names = new Set(taken)
  if (!names.has(wanted)) return wanted
  const stem = wanted.replace(/\d+$/, '') || wanted
  let number = 2
  while (names.has(`${stem}${number}`)) number += 1
  return `${stem}${number}`
}

/** The places with some layers put elsewhere. */
export function placed(drawn: Drawn, places: ReadonlyMap<string, Place>): Drawn {
  const kept = drawn.drawing.places.filter(({ layer }) => !places.has(layer))
  const added = [...places].map(([layer, { x, y }]) => ({ layer, x: Math.round(x), y: Math.round(y) }))
  return { ...drawn, drawing: { ...drawn.drawing, places: [...kept, ...added] } }
}
