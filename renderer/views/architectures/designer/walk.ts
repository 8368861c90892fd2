// Walking over a graph by arrow keys: along the wires up and down, to the next layer beside left and right. Pure.
import type { Graph } from '../../../../shared/records'
import { fedBy, layerOf } from './drawn'
import type { Place } from './drawn'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The layer that an arrow leads to; the same one when there is none, the first one when none is chosen. */
export function walked(
  graph: Graph,
  places: ReadonlyMap<string, Place>,
  from: string | null,
  direction: Direction,
): string | null {
  const here = from === null ? undefined : layerOf(graph, from)
  if (!here) return graph.layers[0]?.id ?? null
  if (direction === 'left' || direction === 'right') return beside(graph, places, here.id, direction)
  const ways = direction === 'up' ? here.inputs : fedBy(graph, here.id)
  const known = ways.filter((id) => layerOf(graph, id) !== undefined)
  return nearest(known, places, here.id) ?? here.id
}

/** Of those that stand straightest below or above. */
function nearest(ids: readonly string[], places: ReadonlyMap<string, Place>, from: string): string | null {
  const x = places.get(from)?.x ?? 0
  const away = (id: string) => Math.abs((places.get(id)?.x ?? 0) - x)
  return ids.reduce<string | null>((best, id) => (best === null || away(id) < away(best) ? id : best), null)
}

/** The nearest to one side; a layer far above or below is further than one at the same height. */
function beside(graph: Graph, places: ReadonlyMap<string, Place>, from: string, side: 'left' | 'right'): string {
  const at = places.get(from) ?? { x: 0, y: 0 }
  let best = from
  let least = Infinity
  for (const { id } of graph.layers) {
    const place = places.get(id)
    if (!place || id === from) continue
    const across = side === 'right' ? place.x - at.x : at.x - place.x
    const distance = across + 2 * Math.abs(place.y - at.y)
    if (across > 1 && distance < least) [best, least] = [id, distance]
  }
  return best
}
