// Splits in the order of time, and times out of words. Expected values by hand; the windows of scikit-learn are in folds.test.ts.
import { describe, expect, it } from 'vitest'
import { isoTime } from '../../../main/engine/datasets/isoTime'
import { readTimes } from '../../../main/engine/datasets/splits/times'
import { assign, countOf, inputOf, range } from './input'

describe('times out of words', () => {
  it.each([
    ['1970-01-01', 0],
    ['2000-03-01', 951_868_800_000],
    ['2024-02-29 12:30', 1_709_209_800_000],
    ['2024-02-29T12:30:15.250Z', 1_709_209_815_250],
    ['2024-02-29T12:30:15+02:00', 1_709_202_615_000],
    ['2024-02-29 12:30:15+00', 1_709_209_815_000],
    ['1969-12-31', -86_400_000],
    ['2024', 1_704_067_200_000],
  ])('reads %s', (word, expected) => expect(isoTime(word)).toBe(expected))

  it.each(['2024-13-01', '2023-02-29', '01-02-2024', '2024-1-1', 'soon', '', '2024-01-01 25:00'])(
    'does not read "%s"',
    (word) => expect(isoTime(word)).toBeNaN(),
  )

  it('takes words as numbers when all are, otherwise as dates, and names the first that is neither', () => {
    const read = (values: (string | null)[]) => readTimes({ kind: 'words', name: 'when', values })
    expect(read(['3', null, '1e3'])).toEqual({ values: Float64Array.of(3, NaN, 1000), dates: false, strange: null })
    expect(read(['2024', '2024-01-01'])).toMatchObject({ dates: true, strange: null })
    expect(read(['2024-01-01', 'soon'])).toMatchObject({ dates: true, strange: 'soon' })
  })
})

describe('split time', () => {
  it('tests the latest rows, validates those before: of 10 rows 2 test, of the other 8 2 validate', () => {
    const column = [5, 3, 9, 1, 7, 0, 8, 2, 6, 4]
    const { part, problems } = assign('time', inputOf(10, { times: { column } }))
    expect(problems).toEqual([])
    // 0.2 of 8 is 1.6, nearest to a whole row is 2.
    expect(part).toEqual(column.map((time) => (time >= 8 ? 2 : time >= 6 ? 1 : 0)))
  })

  it('never cuts through rows of the same time', () => {
    const column = range(100).map((row) => Math.floor(row / 15))
    const { part } = assign('time', inputOf(100, { times: { column } }), { testShare: 0.2, validationShare: 0.2 })
    // Times begin at rows 15, 30, ..., 90: 75 is nearest to 80, and 60 as near to 60 as can be.
    expect(part).toEqual(range(100).map((row) => (row >= 75 ? 2 : row >= 60 ? 1 : 0)))
  })

  it('refuses fewer than three times', () => {
    const { codes } = assign('time', inputOf(6, { times: { column: [1, 1, 1, 2, 2, 2] } }))
    expect(codes).toEqual(['split/too-few-times'])
  })

  it('puts rows without a time in no part', () => {
    const { part, codes } = assign('time', inputOf(6, { times: { column: [NaN, 1, 2, 3, 4, 5] } }))
    expect(part).toEqual([3, 0, 0, 0, 1, 2])
    expect(codes).toEqual(['split/missing-values'])
  })

  it('sorts a million rows right', () => {
    const column = range(1_000_000).map((row) => (row * 7919) % 1_000_003)
    const { part } = assign('time', inputOf(1_000_000, { times: { column } }))
    const first = column.reduce((min, at, row) => (part[row] === 2 && at < min ? at : min), Infinity)
    expect(countOf(part, 2)).toBe(200_000)
    expect(column.every((at, row) => part[row] === 2 || at < first)).toBe(true)
  })
})

describe('split leaveLastOut', () => {
  // By hand: u's rows in the order of time are 3, 0, 5, 2; v's 4, 1, 6; w has two only.
  const user = ['u', 'v', 'u', 'u', 'v', 'u', 'v', 'w', 'w']
  const time = [20, 20, 40, 10, 10, 30, 30, 1, 2]

  it('tests the last row of each user, validates the one before, trains users with too few', () => {
    const { part, problems } = assign('leaveLastOut', inputOf(9, { words: { user }, times: { time } }))
    expect(part).toEqual([0, 1, 2, 0, 0, 1, 2, 0, 0])
    expect(problems).toEqual([])
  })

  it('takes the row further down as the later of equal times, and counts the users whom that decided', () => {
    const tied = [20, 20, 40, 10, 10, 40, 30, 1, 2]
    const { part, problems } = assign('leaveLastOut', inputOf(9, { words: { user }, times: { time: tied } }))
    expect(part).toEqual([0, 1, 1, 0, 0, 2, 2, 0, 0])
    expect(problems).toMatchObject([{ code: 'split/tied-times', severity: 'warning' }])
    expect(problems[0]?.message.en).toContain('"1"')
  })

  it('says nothing of ties that decide nothing', () => {
    const early = [10, 20, 40, 10, 10, 30, 30, 1, 2]
    expect(assign('leaveLastOut', inputOf(9, { words: { user }, times: { time: early } })).codes).toEqual([])
  })

  it('refuses when nobody has enough rows', () => {
    const input = inputOf(9, { words: { user }, times: { time } })
    expect(assign('leaveLastOut', input, { fewest: 5 }).codes).toEqual(['split/too-short-histories'])
  })
})

describe('split perUser', () => {
  const user = range(40).map((row) => (row % 4 === 0 ? 'short' : 'long'))
  const time = range(40).map((row) => 100 - row)

  it('by time: of 10 rows the latest test, of 30 the latest 3; a tenth each, rounded down', () => {
    const settings = { order: 'time', testShare: 0.1, validationShare: 1 / 9 }
    const { part, problems } = assign('perUser', inputOf(40, { words: { user }, times: { time } }), settings)
    expect(problems).toEqual([])
    const of = (who: string, code: number) => range(40).filter((row) => user[row] === who && part[row] === code)
    expect([of('short', 2), of('short', 1)]).toEqual([[0], [4]])
    expect([of('long', 2), of('long', 1)]).toEqual([
      [1, 2, 3],
      [5, 6, 7],
    ])
  })

  it('by chance: the same numbers for each user, and the same rows for the same seed', () => {
    const input = inputOf(40, { words: { user } })
    const { part } = assign('perUser', input, { testShare: 0.1, validationShare: 1 / 9, seed: 3 })
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([32, 4, 4])
    expect(assign('perUser', input, { seed: 3 }).part).toEqual(assign('perUser', input, { seed: 3 }).part)
    expect(assign('perUser', input, { seed: 3 }).part).not.toEqual(assign('perUser', input, { seed: 4 }).part)
  })

  it('leaves every part a row of each user, and refuses when nobody has enough', () => {
    const three = inputOf(3, { words: { user: ['u', 'u', 'u'] } })
    for (const testShare of [0.01, 0.9]) expect(assign('perUser', three, { testShare }).part.sort()).toEqual([0, 1, 2])
    expect(assign('perUser', three, { fewest: 4 }).codes).toEqual(['split/too-short-histories'])
  })
})
