// Splits by a list of rows, rows left out, and one row of each user. Expected values by hand and from the data named.
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { assign, countOf, inputOf, range } from './input'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const linesOf = (path: string) =>
  readFileSync(root + path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

describe('split rows', () => {
  it('tests and validates the rows of the lists, numbered as in the table', () => {
    // The table has 12 rows, of which 3 and 4 have no target.
    const rows = range(12).filter((row) => row !== 3 && row !== 4)
    const settings = { testRows: '0-4, 11', validationRows: '5；6' }
    const { part, problems } = assign('rows', inputOf(10, { rows, total: 12 }), settings)
    expect(problems).toEqual([])
    expect(part).toEqual([2, 2, 2, 1, 1, 0, 0, 0, 0, 2])
  })

  it('carves validation rows out of the training rows when none are given', () => {
    const { part } = assign('rows', inputOf(50), { testRows: '40-49', validationShare: 0.25 })
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([30, 10, 10])
  })

  it.each([
    [{ testRows: '1, x' }, 'split/bad-row-list', 'split.testRows'],
    [{ testRows: '9-3' }, 'split/bad-row-list', 'split.testRows'],
    [{ testRows: '1', validationRows: '-4' }, 'split/bad-row-list', 'split.validationRows'],
    [{ testRows: '3, 50' }, 'split/no-such-row', 'split.testRows'],
    [{ testRows: '0-999999999999' }, 'split/no-such-row', 'split.testRows'],
    [{ testRows: '1-5', validationRows: '5-8' }, 'split/row-twice', 'split.validationRows'],
  ])('refuses %j', (settings, code, path) => {
    expect(assign('rows', inputOf(50), settings).problems).toMatchObject([{ code, path, severity: 'error' }])
  })

  it('holds out the published test rows of a table', () => {
    const lines = linesOf('tests/fixtures/splits/shoppers_split.csv')
    const tested = lines.filter(([, part]) => part === 'test').map(([row]) => Number(row))
    const { part } = assign('rows', inputOf(lines.length), { testRows: tested.join(' ') })
    expect(range(lines.length).filter((row) => part[row] === 2)).toEqual(tested)
  })
})

describe('split stratified', () => {
  it('tests as many of each class as the published stratified split of the shoppers does', () => {
    const revenue = linesOf('resources/samples/shoppers/online_shoppers_intention.csv').map(
      (line) => line.at(-1) === 'TRUE',
    )
    const lines = linesOf('tests/fixtures/splits/shoppers_split.csv')
    const published = [false, true].map(
      (value) => lines.filter(([row, part]) => part === 'test' && revenue[Number(row)] === value).length,
    )
    const { part } = assign('stratified', inputOf(revenue.length, { strata: revenue.map(Number) }), { testShare: 0.2 })
    const found = [false, true].map(
      (value) => range(part.length).filter((row) => part[row] === 2 && revenue[row] === value).length,
    )
    expect(published).toEqual([2084, 382])
    expect(found).toEqual(published)
  })
})

describe('split leaveOneOut', () => {
  const user = linesOf('resources/samples/msweb/msweb_visits.csv').map(([word]) => word ?? '')
  const input = inputOf(user.length, { words: { user } })

  it('holds out one visit of each of the 6,280 web site visitors with five or more, as the published protocol does', () => {
    const { part, problems } = assign('leaveOneOut', input, { fewest: 5 })
    expect(problems).toEqual([])
    const visits = new Map<string, number>()
    for (const word of user) visits.set(word, (visits.get(word) ?? 0) + 1)
    const wanted = [...visits].filter(([, count]) => count >= 5).map(([word]) => word)
    expect(wanted).toHaveLength(6280)
    for (const code of [1, 2]) {
      const held = user.filter((_, row) => part[row] === code)
      expect(held).toHaveLength(6280)
      expect(new Set(held)).toEqual(new Set(wanted))
    }
  })

  it('is the same for the same seed, and refuses when nobody has enough rows', () => {
    const small = inputOf(30, { words: { user: range(30).map((row) => `u${row % 3}`) } })
    expect(assign('leaveOneOut', small, { seed: 2 })).toEqual(assign('leaveOneOut', small, { seed: 2 }))
    expect(assign('leaveOneOut', small, { seed: 2 }).part).not.toEqual(assign('leaveOneOut', small, { seed: 3 }).part)
    expect(assign('leaveOneOut', small, { fewest: 11 }).codes).toEqual(['split/too-short-histories'])
  })
})
