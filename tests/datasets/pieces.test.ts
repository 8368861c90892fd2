// Work in pieces: driven at once or piece by piece, told, and stopped in between.
import { describe, expect, it } from 'vitest'
import { finished, inPieces, prepare } from '../../main/engine/datasets'
import type { Pieces } from '../../main/engine/datasets'
import { partOf } from '../../main/engine/datasets/pieces'
import { preparingOf } from '../../main/engine/datasets'
import { specFor } from './interactions/tables'

function* counting(to: number): Pieces<number> {
  let sum = 0
  for (let at = 1; at <= to; at++) {
    sum += at
    yield { done: at, total: to }
  }
  return sum
}

describe('pieces', () => {
  it('give the same at once and piece by piece, telling each', async () => {
    expect(finished(counting(4))).toBe(10)
    const told: number[][] = []
    const driver = { signal: new AbortController().signal, progress: (...how: number[]) => void told.push(how) }
    expect(await inPieces(counting(3), driver)).toBe(6)
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })

  it('tell how far they are as a part of longer work', () => {
    const told: number[] = []
    const work = partOf(counting(4), 1, 2)
    let step = work.next()
    for (; step.done !== true; step = work.next()) told.push(step.value.done)
    expect(step.value).toBe(10)
    expect(told).toEqual([50, 62, 75, 87, 100])
    expect(finished(partOf(['at once'], 0, 1))).toEqual(['at once'])
  })

  it('end when a message in between says so', async () => {
    const abort = new AbortController()
    let most = 0
    const driver = { signal: abort.signal, progress: (done: number) => void (most = done) }
    setImmediate(() => abort.abort())
    await expect(inPieces(counting(1_000_000), driver)).rejects.toMatchObject({ code: 'task/cancelled' })
    expect(most).toBeLessThan(1_000_000)
  })
})

describe('preparing in pieces', () => {
  const count = 100_000
  const users = Array.from({ length: count }, (_, row) => `u${row % 5000}`)
  const items = users.map((_, row) => `i${(row * 7) % 997}`)

  it.each(['topN', 'nextItem'] as const)('%s comes in several pieces that go forward', (task) => {
    const columns = {
      user: { role: 'user' as const, values: users },
      item: { role: 'item' as const, values: items },
      at: { role: 'time' as const, values: users.map((_, row) => row) },
    }
    const preparing = preparingOf(specFor({ task, split: { kind: 'leaveLastOut', settings: {} }, columns }))
    const pieces = preparing.prepare([
      { kind: 'words', name: 'user', values: users },
      { kind: 'words', name: 'item', values: items },
      ...(task === 'nextItem'
        ? [{ kind: 'numbers' as const, name: 'at', values: Float64Array.from(users.keys()) }]
        : []),
      { kind: 'words', name: 'user', values: users },
      { kind: 'numbers', name: 'at', values: Float64Array.from(users.keys()) },
    ])
    const told: number[] = []
    let step = pieces.next()
    for (; step.done !== true; step = pieces.next()) told.push(step.value.done)
    expect(step.value.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(told.length).toBeGreaterThanOrEqual(3)
    expect(step.value.prepared?.part.length).toBeGreaterThan(90_000)
  })

  it('a table comes in pieces for its split, each feature and each block of rows, and goes forward', () => {
    const columns = [
      { name: 'y', type: 'number' as const, role: 'target' as const },
      { name: 'x', type: 'number' as const, role: 'feature' as const },
    ]
    const spec = { table: 'hash', columns, split: { kind: 'random', settings: {} } }
    const values = Float64Array.from({ length: count }, (_, row) => row % 17)
    const read = ['y', 'x'].map((name) => ({ kind: 'numbers' as const, name, values }))
    const pieces = preparingOf(spec).prepare(read)
    const told: number[] = []
    for (let step = pieces.next(); step.done !== true; step = pieces.next()) told.push(step.value.done)
    expect(told.length).toBeGreaterThanOrEqual(3 + Math.ceil(count / 8192))
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect([told[0], told.at(-1)]).toEqual([0, 100])
    expect(prepare(read, spec).prepared?.preparation.facts.counts.test).toBe(count / 5)
  })
})
