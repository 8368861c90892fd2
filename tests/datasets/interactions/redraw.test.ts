// Negatives that are drawn anew for an epoch: which rows change, and what they become.
import { describe, expect, it } from 'vitest'
import { redrawOf } from '../../../main/engine/datasets'
import type { Settings } from '../../../shared/fields'
import { leaveLastOut, preparedOf, rowsOf } from './tables'

const users = Array.from({ length: 200 }, (_, row) => `u${Math.floor(row / 10)}`)
const items = users.map((_, row) => `i${(row * row + 3 * row) % 47}`)
const columns = {
  user: { role: 'user' as const, values: users },
  item: { role: 'item' as const, values: items },
  at: { role: 'time' as const, values: users.map((_, row) => row) },
}
const preparedWith = (settings: Settings) => preparedOf({ task: 'topN', settings, split: leaveLastOut, columns })

describe.each(['uniform', 'popularity', 'frequency'])('negatives drawn anew, sampler %s', (sampler) => {
  const prepared = preparedWith({ fresh: true, negatives: 3, sampler })
  const redraw = redrawOf(prepared)
  const [user, item] = [rowsOf(prepared, 'user').flat(), rowsOf(prepared, 'item').flat()]
  const negative = (row: number) => prepared.part[row] === 0 && prepared.target[row] === 0
  const known = new Set(
    user.flatMap((code, row) =>
      prepared.part[row] === 0 && prepared.target[row] === 1 ? [`${code} ${item[row]}`] : [],
    ),
  )

  it('are those of training rows alone, most of them others', () => {
    const drawn = redraw?.drawn(1) ?? new Int32Array(0)
    const changed = item.map((code, row) => code !== drawn[row])
    expect(changed.some((is, row) => is && !negative(row))).toBe(false)
    expect(changed.filter(Boolean).length).toBeGreaterThan(0.8 * user.filter((_, row) => negative(row)).length)
    expect(redraw?.prepared).toEqual(Int32Array.from(item))
  })

  it('are items that the user has not come to in training, the same for the same seed', () => {
    for (const seed of [1, 2]) {
      const drawn = redraw?.drawn(seed) ?? new Int32Array(0)
      drawn.forEach((code, row) => {
        if (!negative(row)) return
        expect(code).toBeGreaterThan(0)
        expect(known).not.toContain(`${user[row]} ${code}`)
      })
      expect(redraw?.drawn(seed)).toEqual(drawn)
    }
    expect(redraw?.drawn(1)).not.toEqual(redraw?.drawn(2))
  })
})

it('by frequency an item is drawn in proportion to its training rows', () => {
  // 40 users come to a alone and 40 to b and c: the negatives of the others are a and b or c as often as these have rows.
  const rows = Array.from({ length: 80 }, (_, user) =>
    (user < 40 ? ['a'] : ['b', 'c']).map((item) => [`u${user}`, item]),
  )
  const cells = [...rows.flat(), ...['x', 'y'].flatMap((user) => ['a', 'b', 'd'].map((item) => [user, item]))]
  const column = (at: number) => cells.map((row) => row[at] ?? '')
  const prepared = preparedOf({
    task: 'topN',
    settings: { sampler: 'frequency', negatives: 100 },
    split: { kind: 'given', settings: { column: 'part' } },
    columns: {
      user: { role: 'user', values: column(0) },
      item: { role: 'item', values: column(1) },
      part: {
        role: 'ignore',
        values: cells.map((_, row) => (row < cells.length - 2 ? 'train' : row % 2 ? 'test' : 'valid')),
      },
    },
  })
  const words = ['', ...new Set(column(1))]
  expect(words).toHaveLength(5)
  const drawn = rowsOf(prepared, 'item').flat()
  const user = rowsOf(prepared, 'user').flat()
  // The users of a alone: negatives are b, c and, rarely, d.
  const [first] = user
  const counts = new Map<number, number>()
  drawn.forEach((code, row) => {
    if (user[row] === first && prepared.target[row] === 0) counts.set(code, (counts.get(code) ?? 0) + 1)
  })
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(100)
  expect(
    [...counts.values()]
      .sort((a, b) => b - a)
      .slice(0, 2)
      .every((count) => count > 30),
  ).toBe(true)
})

it('stay as they were drawn unless the data ask for others, and where nothing is drawn', () => {
  expect(redrawOf(preparedWith({}))).toBeNull()
  expect(redrawOf(preparedOf({ task: 'nextItem', split: leaveLastOut, columns }))).toBeNull()
})
