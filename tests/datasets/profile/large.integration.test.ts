import { afterAll, describe, expect, it } from 'vitest'
import { profileTable } from '../../../main/engine/datasets/read'
import { ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

const rows = 260_000

/** A number that no two rows share, in no order. */
const mixed = (row: number) => Math.imul(row + 1, 2654435761) >>> 0
const answerOf = (row: number) => (mixed(row) >>> 9) % 1000
/** The answer and as much of something else. */
const halfOf = (row: number) => answerOf(row) + ((Math.imul(row + 7, 40503) >>> 3) % 1000)

// Expected values are worked out here from all rows, by the formulas as they stand in a textbook.
describe('the profile of a table of more than 200,000 rows', async () => {
  const lines = Array.from({ length: rows }, (_, row) => `u${mixed(row)},${row + 1},${answerOf(row)},${halfOf(row)}`)
  const file = room.write('large.csv', `key,place,answer,half\n${lines.join('\n')}\n`)
  const { table, columns } = await room.import(file)
  const roles = columns.map(({ name }) => ({
    column: name,
    role: name === 'answer' ? ('target' as const) : ('feature' as const),
  }))
  const context = { temporaryFolder: room.temporaryFolder }
  const profile = await profileTable({ file: room.file(table), columns, roles }, context)
  const column = (name: string) => profile.columns.find((one) => one.name === name)

  it('draws rows for what goes together, and says how many', () => {
    expect(profile.sampled).toBeGreaterThan(190_000)
    expect(profile.sampled).toBeLessThan(210_000)
    expect(column('half')?.correlation).toBeCloseTo(pearson(answerOf, halfOf), 2)
    expect(profile.correlations.values[1]?.[2]).toBeCloseTo(pearson(answerOf, halfOf), 2)
    expect(column('half')?.mutualInformation).toBeGreaterThan(0.2)
    expect(column('place')?.mutualInformation).toBeLessThan(0.01)
  })

  it('takes quantiles and bins of all rows', () => {
    const sorted = Float64Array.from({ length: rows }, (_, row) => halfOf(row)).sort()
    expect(column('half')?.quantiles?.[0]).toBe(sorted[0])
    expect(column('half')?.quantiles?.[4]).toBe(((sorted[rows / 2 - 1] ?? 0) + (sorted[rows / 2] ?? 0)) / 2)
    expect(column('half')?.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(rows)
  })

  it('counts whether all values differ where the import only estimated it', () => {
    expect(column('key')?.marks).toContain('id')
    expect(column('place')?.marks).toContain('id')
    expect(column('half')?.marks).toEqual([])
    expect(profile.duplicates).toBe(0)
  })
})

function pearson(a: (row: number) => number, b: (row: number) => number): number {
  const all = Array.from({ length: rows }, (_, row) => [a(row), b(row)] as const)
  const [meanA, meanB] = [0, 1].map((place) => all.reduce((sum, pair) => sum + (pair[place] ?? 0), 0) / rows) as [
    number,
    number,
  ]
  const products = all.reduce((sum, [x, y]) => sum + (x - meanA) * (y - meanB), 0)
  const squares = (mean: number, place: 0 | 1) => all.reduce((sum, pair) => sum + (pair[place] - mean) ** 2, 0)
  return products / Math.sqrt(squares(meanA, 0) * squares(meanB, 1))
}
