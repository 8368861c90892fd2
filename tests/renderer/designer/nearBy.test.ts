// What of a large graph is drawn: boxes in a part of the canvas, ends of the wires that cross it, and what is kept.
import { expect, it } from 'vitest'
import { mostWhole, nearBy, partFor } from '../../../renderer/components/graph/nearBy'
import type { Box, Wire } from '../../../renderer/components/graph/boxes'

/** So many boxes below one another, 100 apart, each wired to the next. */
function column(count: number) {
  const size = { width: 50, height: 50 }
  const boxes = Array.from({ length: count }, (_, at) => {
    return { id: `b${at}`, kind: 'comment', x: 0, y: 100 * at, ...size, face: { text: '', label: '', ...size } }
  }) satisfies Box[]
  const wires = boxes
    .slice(1)
    .map(({ id }, at): Wire => ({ id: `w${at}`, from: `b${at}`, to: id, text: '', wrong: false }))
  return { graph: { boxes, wires }, places: new Map(boxes.map(({ id, x, y }) => [id, { x, y, ...size }])) }
}
const ids = ({ boxes }: { boxes: readonly Box[] }) => boxes.map(({ id }) => id)

it('is all of a graph that is not large', () => {
  const { graph, places } = column(mostWhole)
  expect(nearBy(graph, places, { x: 0, y: 0, width: 10, height: 10 }, [])).toBe(graph)
})

it('is what lies there, both ends of each wire that crosses it, and what is kept', () => {
  const { graph, places } = column(200)
  const far = { id: 'far', from: 'b0', to: 'b199', text: '', wrong: false }
  const near = nearBy({ ...graph, wires: [...graph.wires, far] }, places, { x: 0, y: 960, width: 50, height: 100 }, [
    'b50',
  ])
  expect(ids(near)).toEqual(['b0', 'b9', 'b10', 'b11', 'b50', 'b199'])
  expect(near.wires.map(({ id }) => id)).toEqual(['w9', 'w10', 'far'])
})

it('stays the same while what is shown lies in it', () => {
  const first = partFor({ x: 0, y: 0, width: 100, height: 100 }, null)
  expect(first).toEqual({ x: -50, y: -50, width: 200, height: 200 })
  expect(partFor({ x: 40, y: -40, width: 100, height: 100 }, first)).toBe(first)
  expect(partFor({ x: 60, y: 0, width: 100, height: 100 }, first).x).toBe(10)
  expect(partFor({ x: 0, y: 0, width: 10, height: 10 }, first).width).toBe(20)
})
