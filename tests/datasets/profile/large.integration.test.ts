import { afterAll, describe, expect, it } from 'vitest'
import { profileTable } from '../../../main/engine/datasets/read'
import { quantileShares } from '../../../main/engine/datasets/read/profile/shapes'
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
  const lines = Array.from(
    { length: rows },
    (_, row) => `u${mixed(row)},${row + 1},${answerOf(row)},${halfOf(row)},${row % 2 === 0 ? 'even' : 'odd'}`,
  )
  const file = room.write('large.csv', `key,place,answer,half,parity\n${lines.join('\n')}\n`)
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

  it('takes quantiles and bins of the drawn rows between the ends of all rows, and counts zeros in all of them', () => {
    const sorted = Float64Array.from({ length: rows }, (_, row) => halfOf(row)).sort()
    const { quantiles, histogram } = column('half') ?? {}
    expect([quantiles?.[0], quantiles?.at(-1)]).toEqual([sorted[0], sorted.at(-1)])
    for (const [index, share] of quantileShares.entries()) {
      const [below, above] = [share - 0.005, share + 0.005].map((place) => sorted[Math.floor(place * (rows - 1))])
      if (index > 0) expect(quantiles?.[index]).toBeGreaterThanOrEqual(below ?? -Infinity)
      expect(quantiles?.[index]).toBeLessThanOrEqual(above ?? Infinity)
    }
    expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(profile.sampled)
    expect([histogram?.edges[0], histogram?.edges.at(-1)]).toEqual([sorted[0], sorted.at(-1)])
    const zeros = Array.from({ length: rows }, (_, row) => answerOf(row)).filter((answer) => answer === 0).length
    expect([column('answer')?.zeros, column('place')?.zeros]).toEqual([zeros, 0])
  })

  it('measures words by the values that the import counted, and others in the table', () => {
    expect(column('parity')?.textLength).toEqual({ min: 3, mean: 3.5, max: 4 })
    expect(column('key')?.textLength).toMatchObject({ max: 11 })
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
