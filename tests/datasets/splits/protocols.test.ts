// Splits beside published ones of the same protocol: what they hold out, as counts and row numbers (fixtures/splits/make_protocols.py).
import { describe, expect, it } from 'vitest'
import { assign, countOf, inputOf, range } from './input'
import { csvColumn, protocols } from './protocols'

describe('split perUser', () => {
  const sizes = (count: number, settings: Record<string, number | string>) => {
    const user = new Array<string>(count).fill('u')
    const { part } = assign('perUser', inputOf(count, { words: { user } }), settings)
    return [count, ...[0, 1, 2].map((code) => countOf(part, code))]
  }

  it.each(protocols.ratioByUser)(
    'parts the rows of a user as RecBole 1.2.1 does: $ratios',
    ({ ratios, sizes: wanted }) => {
      const [train, validation, test] = ratios
      const settings = { testShare: test, validationShare: validation / (train + validation) }
      expect(wanted.map(([count]) => sizes(count, settings))).toEqual(wanted)
    },
  )

  it('parts them as the published 80/10/10 split of MovieLens 100K, which is cut at 80% and 90% of each user’s rows', () => {
    const settings = { testShare: 0.1, validationShare: 1 / 9, rounding: 'test' }
    expect(protocols.cutByUser.map(([count]) => sizes(count, settings))).toEqual(protocols.cutByUser)
  })
})

describe('split leaveOneOut', () => {
  const user = csvColumn('resources/samples/msweb/msweb_visits.csv', 0)

  it('holds out a visit of the same web site visitors as the published split', () => {
    const { part } = assign('leaveOneOut', inputOf(user.length, { words: { user } }), { fewest: 5 })
    const ours = range(user.length).filter((row) => part[row] === 2)
    const whose = (rows: readonly number[]) => rows.map((row) => user[row]).sort()
    expect(whose(ours)).toEqual(whose(protocols.oneOfUser))
  })

  it('is given as a list of rows', () => {
    const settings = { testRows: protocols.oneOfUser.join(', ') }
    const { part } = assign('rows', inputOf(user.length), settings)
    expect(range(user.length).filter((row) => part[row] === 2)).toEqual(protocols.oneOfUser)
  })
})

it('split kFold deals 100,000 rows into five folds as large as the published ones', () => {
  const tested = protocols.folds.map((_, index) => {
    const { part } = assign('kFold', inputOf(100_000), { fold: index + 1, stratified: false })
    return countOf(part, 2)
  })
  expect(tested).toEqual(protocols.folds)
})

it.each(protocols.stratified)(
  'split stratified tests as many of each class of $table as the published split',
  (table) => {
    const strata = table.counts.flatMap((count, code) => new Array<number>(count).fill(code))
    const { part } = assign('stratified', inputOf(strata.length, { strata }), { testShare: 0.2 })
    const tested = table.counts.map(
      (_, code) => range(strata.length).filter((row) => part[row] === 2 && strata[row] === code).length,
    )
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
    // scikit-learn rounds the test part up to a whole row, we round to the nearest: wine has 35.6 rows, both give 36.
    expect(Math.abs(sum(tested) - sum(table.test))).toBeLessThanOrEqual(1)
    tested.forEach((count, code) => expect(Math.abs(count - (table.test[code] ?? 0))).toBeLessThanOrEqual(1))
  },
)
