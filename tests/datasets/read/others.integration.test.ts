// Files of other projects that are titled, commented, ragged or without names; what is in them was read off by eye.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '../../../main/engine/datasets/read'
import { codeOf, fixtures, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())
const others = join(fixtures, 'csv/others')

interface Expected {
  names: string[]
  first: (string | null)[]
  account: Record<string, number>
}

const tables: [string, Expected][] = [
  [
    'frictionless/countries.csv',
    {
      names: ['id', 'neighbor_id', 'name', 'population'],
      first: ['1', 'Ireland', 'Britain', '67'],
      account: { records: 6, rows: 3, rejects: 2, comments: 1 },
    },
  ],
  [
    'frictionless/capital-invalid.csv',
    {
      names: ['id', 'name', 'name_1'],
      first: ['1', 'London', 'Britain'],
      account: { records: 11, rows: 8, rejects: 2, blanks: 1 },
    },
  ],
  [
    'frictionless/table-infer-iso-8859-7.csv',
    { names: ['id', 'age', 'name'], first: ['1', '39', 'Λεωνιδας'], account: { records: 4, rows: 4 } },
  ],
  [
    'frictionless/skip-rows.csv',
    { names: ['id', 'name'], first: ['1', 'english'], account: { records: 4, rows: 2, comments: 2 } },
  ],
  [
    'frictionless/blank-headers.csv',
    { names: ['id', 'column1', 'age'], first: ['1101', 'John', '30'], account: { records: 2, rows: 2 } },
  ],
  [
    // Without names, and the last row is longer than the others.
    'frictionless/without-headers-extra.csv',
    { names: ['column0', 'column1'], first: ['1', 'english'], account: { records: 3, rows: 2, rejects: 1 } },
  ],
  [
    'frictionless/country-2.csv',
    {
      names: ['id', 'neighbor_id', 'name', 'population'],
      first: ['1', null, 'Britain', '67'],
      account: { records: 6, rows: 5, preamble: 1 },
    },
  ],
  [
    'frictionless/skip-blank-at-the-end.csv',
    { names: ['test1', 'test2'], first: ['1', '2'], account: { records: 3, rows: 1, comments: 1, blanks: 1 } },
  ],
  [
    'rust-csv/strange.csv',
    {
      names: ['column0', 'column1'],
      first: ['"Hacksaw" Jim Duggan', '1987'],
      account: { records: 7, rows: 5, rejects: 2 },
    },
  ],
  [
    'qsv/snifftest.csv',
    {
      names: ['h1', 'h2', 'h3', 'h4'],
      first: ['abcdefg', '1', 'a', '3.14'],
      account: { records: 6, rows: 3, preamble: 3 },
    },
  ],
  [
    'qsv/inputcommenttest.csv',
    {
      names: ['column1', 'column2', 'column3'],
      first: ['a', '1', 'alpha'],
      account: { records: 13, rows: 5, comments: 8 },
    },
  ],
]

const nothing = { rejects: 0, comments: 0, blanks: 0, preamble: 0 }

async function expectTable(path: string, { names, first, account }: Expected): Promise<void> {
  const looked = await inspect(path, room)
  const made = await room.import(path)
  expect(made.account).toEqual({ ...nothing, ...account })
  expect(made.columns.map(({ name }) => name)).toEqual(names)
  const { rows } = await room.rows(made.table)
  expect(rows[0]).toEqual(first)
  expect(looked.rows).toEqual(rows.slice(0, 100))
  expect(looked.dialect).toEqual(made.dialect)
}

describe('files of other projects', () => {
  it.each(tables)('%s', (file, expected) => expectTable(join(others, file), expected))

  it('defective-rows.csv has names but no row of as many fields', async () => {
    expect(await codeOf(room.import(join(others, 'frictionless/defective-rows.csv')))).toBe('dataset/no-rows')
  })
})

describe('a title and an empty line above a table', () => {
  const title = 'These are the cars of the family, as far as anybody remembers'
  const cars = (mark: string) =>
    ['year,make,price', '1997,Ford,3000.5', '1999,Chevy,4900', '1996,Jeep,4799.25'].map((row) =>
      row.replaceAll(',', mark),
    )
  const expected = { names: ['year', 'make', 'price'], first: ['1997', 'Ford', '3000.5'] }

  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
  ])('parted by %s', async (name, mark) => {
    const path = room.write(`titled-${name}.csv`, [title, '', '', ...cars(mark), ''].join('\n'))
    await expectTable(path, { ...expected, account: { records: 6, rows: 3, blanks: 2, preamble: 1 } })
  })

  it('of two parts', async () => {
    const path = room.write('titled-twice.csv', [title, '', 'Made in 2001', '', ...cars(',')].join('\r\n'))
    await expectTable(path, { ...expected, account: { records: 7, rows: 3, blanks: 2, preamble: 2 } })
  })

  it('of words alone is no table: its lines stay one column', async () => {
    const path = room.write('words.txt', ['Cars of the family', '', 'Nobody knows', '', 'more'].join('\n'))
    expect((await room.import(path)).columns).toHaveLength(1)
  })
})
