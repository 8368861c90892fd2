// The layout of the canvas, for few boxes and for many: wires run downwards, no box lies on another.
import { describe, expect, it } from 'vitest'
import { arrange } from '../../../renderer/components/graph/arrange'
import type { ToArrange } from '../../../renderer/components/graph/arrange'

/** A chain in which every fifth box is fed by the one before it and by one further up, with a branch at each tenth. */
function net(count: number): ToArrange {
  const boxes = Array.from({ length: count }, (_, index) => ({ id: `n${index}`, width: 192, height: 64 }))
  const wires = boxes.slice(1).flatMap(({ id }, index) => {
    const at = index + 1
    const before = at % 10 === 1 && at > 1 ? at - 2 : at - 1
    const far = at % 5 === 0 ? [{ from: `n${Math.max(0, at - 4)}`, to: id }] : []
    return [{ from: `n${before}`, to: id }, ...far]
  })
  return { boxes, wires }
}

describe.each([40, 500])('%i boxes', (count) => {
  const graph = net(count)
  const places = arrange(graph)

  it('all have a place, with every wire running downwards', () => {
    expect(places.size).toBe(count)
    for (const { from, to } of graph.wires) {
      expect((places.get(from)?.y ?? NaN) + 64, `${from} -> ${to}`).toBeLessThan(places.get(to)?.y ?? NaN)
    }
  })

  it('do not lie on one another', () => {
    const rows = [...places.values()].sort((a, b) => a.y - b.y || a.x - b.x)
    rows.slice(1).forEach((place, index) => {
      const before = rows[index]
      if (before?.y === place.y) expect(place.x - before.x).toBeGreaterThanOrEqual(192)
    })
  })
})

it.each([3, 300])('a circle among %i boxes has places as well', (count) => {
  const { boxes, wires } = net(count)
  const places = arrange({ boxes, wires: [...wires, { from: `n${count - 1}`, to: 'n0' }, { from: 'n1', to: 'n1' }] })
  expect([...places.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
  expect(places.size).toBe(count)
})
