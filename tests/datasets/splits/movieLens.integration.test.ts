// Splits of MovieLens 100K beside the published ones. The data are fetched; where they cannot be had the tests are skipped.
import { describe, expect, it } from 'vitest'
import { movieLens } from '../../helpers/movieLens'
import { assign, countOf, inputOf, range } from './input'
import { protocols } from './protocols'

const table = await movieLens()

describe.skipIf(table === null)('splits of MovieLens 100K', () => {
  const { user, time } = table ?? { user: [], time: [] }
  const input = inputOf(user.length, { words: { user }, times: { time } })
  const rowsIn = (part: readonly number[], code: number) => range(user.length).filter((row) => part[row] === code)

  it('leaveLastOut tests the published rows, of equal times the one further down, which decides for 415 users and more', () => {
    const { part, problems } = assign('leaveLastOut', input)
    expect(rowsIn(part, 2)).toEqual(protocols.lastOfUser)
    expect(countOf(part, 1)).toBe(943)
    expect(problems).toMatchObject([{ code: 'split/tied-times', severity: 'warning' }])
  })

  it('perUser by chance has the sizes of the published 80/10/10 split: 79,619, 9,942 and 10,439 rows', () => {
    const settings = { testShare: 0.1, validationShare: 1 / 9, rounding: 'test' }
    const { part } = assign('perUser', input, settings)
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([79_619, 9_942, 10_439])
  })
})
