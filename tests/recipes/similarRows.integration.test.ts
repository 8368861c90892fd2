// Rows most like one, held against scikit-learn (fixtures/recipe/similar.py), through the host's request.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHost, type TestHost } from '../helpers/testHost'

interface Fixture {
  rows: (number | null)[][]
  cases: { row: number; similar: [number, number][] }[]
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/recipe/similar.json', import.meta.url), 'utf8')) as Fixture
const columns = ['a', 'b', 'c', 'same']

let test: TestHost
let dataset: string
beforeAll(async () => {
  test = await openTestHost('inProcess')
  const path = join(test.folder, 'numbers.csv')
  const lines = fixture.rows.map((row, index) => [...row.map((cell) => cell ?? ''), `word ${index}`].join(','))
  writeFileSync(path, `${[...columns, 'word'].join(',')}\n${lines.join('\n')}\n`)
  dataset = (await test.host.ask('datasets.import', { path })).id
})
afterAll(() => test.remove())

const ask = (row: number, by = columns) =>
  test.host.ask('datasets.similarRows', { dataset, columns: by, row, limit: 12 })

describe('datasets.similarRows', () => {
  it.each(fixture.cases)('row $row', async ({ row, similar }) => {
    const found = await ask(row)
    expect(found.similar.map((one) => one.row)).toEqual(similar.map(([at]) => at))
    found.similar.forEach(({ similarity }, index) => expect(similarity).toBeCloseTo(similar[index]?.[1] ?? NaN, 12))
    expect(found.columns).toEqual([...columns, 'word'])
    expect(found.row.cells[4]).toBe(`word ${row}`)
    expect(found.similar[0]?.cells[4]).toBe(`word ${similar[0]?.[0]}`)
  })

  it('refuses a row that is not there, one without numbers, and a column that is not there', async () => {
    await expect(ask(60)).rejects.toMatchObject({ code: 'dataset/no-such-row' })
    await expect(ask(3)).rejects.toMatchObject({ code: 'dataset/row-without-direction' })
    await expect(ask(0, ['word'])).rejects.toMatchObject({ code: 'dataset/row-without-direction' })
    await expect(ask(0, ['a"; DROP'])).rejects.toMatchObject({ code: 'dataset/no-such-column' })
  })
})
