// Of a large graph, what is drawn: what lies in a part of the canvas, and the ends of every wire that crosses it. Pure, on plain places: a canvas that works this out from its own live boxes does so at every move of the mouse.
import type { Box, Wire } from './boxes'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** Smaller graphs are drawn as a whole. */
export const mostWhole = 150

const meets = (a: Rectangle, b: Rectangle) =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height

const around = (a: Rectangle, b: Rectangle): Rectangle => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)]
  return { x, y, width: right - x, height: bottom - y }
}

/** `places` are on the canvas, by box; `kept` are drawn wherever they lie. Frames always are, since boxes lie in them. */
export function nearBy(
  graph: { boxes: readonly Box[]; wires: readonly Wire[] },
  places: ReadonlyMap<string, Rectangle>,
  part: Rectangle,
  kept: readonly string[],
): { boxes: readonly Box[]; wires: readonly Wire[] } {
  if (graph.boxes.length <= mostWhole) return graph
  const wires = graph.wires.filter(({ from, to }) => {
    const [a, b] = [places.get(from), places.get(to)]
    return a !== undefined && b !== undefined && meets(around(a, b), part)
  })
  const ends = new Set([...kept, ...wires.flatMap(({ from, to }) => [from, to])])
  const boxes = graph.boxes.filter(({ id, kind }) => {
    const place = places.get(id)
    return kind === 'frame' || ends.has(id) || (place !== undefined && meets(place, part))
  })
  return { boxes, wires }
}

/** The part that was drawn for, while it still holds what is shown and is not many times larger; else a new one with room on every side. */
export function partFor(view: Rectangle, before: Rectangle | null): Rectangle {
  const inside =
    before !== null &&
    before.x <= view.x &&
    before.y <= view.y &&
    before.x + before.width >= view.x + view.width &&
    before.y + before.height >= view.y + view.height
  if (inside && before.width <= 4 * view.width) return before
  const [width, height] = [view.width, view.height]
  return { x: view.x - width / 2, y: view.y - height / 2, width: 2 * width, height: 2 * height }
}
