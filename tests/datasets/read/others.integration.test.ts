// Files of other projects that are titled, commented, ragged or without names; what is in them was read off by eye.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importTable, inspect, readRejects } from '../../../main/engine/datasets/read'
import { codeOf, fixtures, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())
const others = join(fixtures, 'csv/others')
const asked = (path: string) => ({
  ...{ path, folder: room.tables, temporaryFolder: room.temporaryFolder, reshape: null },
})

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

  it('of many parts, as offices of statistics write it', async () => {
    const above = ['Office', '', '"Persons, by place"', 'Counted', 'In 2011', '', 'Filters:', '"Sum, of all"', '', '']
    const rows = ['"Goulburn","110018063",3499,', ',"110018064",812,', ',"110018065",2158,', '', 'made in 2017']
    const path = room.write('titled-much.csv', [...above, '"Area","Zone",', ...rows].join('\n'))
    const { columns, account } = await room.import(path)
    expect(columns.map(({ name }) => name)).toEqual(['Area', 'Zone', 'column2'])
    expect(account).toMatchObject({ rows: 3, rejects: 1 })
  })

  it('of words alone is no table: its lines stay one column', async () => {
    const path = room.write('words.txt', ['Cars of the family', '', 'Nobody knows', '', 'more'].join('\n'))
    expect((await room.import(path)).columns).toHaveLength(1)
  })
})

describe('what the sniffer alone would not see', () => {
  it.each<[string, string, Expected]>([
    [
      'a line that names the delimiter',
      'sep=;\na;b\n1;x,y\n2;z\n',
      { names: ['a', 'b'], first: ['1', 'x,y'], account: { records: 3, rows: 2, preamble: 1 } },
    ],
    [
      'one column of decimal commas',
      'price\n1,5\n2,25\n',
      { names: ['price'], first: ['1.5'], account: { records: 2, rows: 2 } },
    ],
    [
      'a rare delimiter',
      'name~age\nAnn, Lee~7\nBob~8\n',
      { names: ['name', 'age'], first: ['Ann, Lee', '7'], account: { records: 2, rows: 2 } },
    ],
    [
      'a delimiter that is not ASCII',
      'name§age\nAnn§7\nBob§8\n',
      { names: ['name', 'age'], first: ['Ann', '7'], account: { records: 2, rows: 2 } },
    ],
    [
      'columns that stand under each other',
      ' size   n  name\r\n  1.5  10  "New  York"\r\n 12.5   9  Rome\r\n',
      { names: ['size', 'n', 'name'], first: ['1.5', '10', 'New  York'], account: { records: 2, rows: 2 } },
    ],
    [
      'names that are one short, of rows with names',
      '"mpg","cyl"\n"Mazda RX4",21,6\n"Fiat 128",32.4,4\n',
      { names: ['column0', 'mpg', 'cyl'], first: ['Mazda RX4', '21.0', '6'], account: { records: 2, rows: 2 } },
    ],
    [
      'a table with row names as R writes it',
      '"mpg" "cyl"\n"Mazda RX4" 21 6\n"Fiat 128" 32.4 4\n',
      { names: ['column0', 'mpg', 'cyl'], first: ['Mazda RX4', '21.0', '6'], account: { records: 2, rows: 2 } },
    ],
    [
      'rows that end with a delimiter, the names do not',
      'a,b,c\n1,x,2.5,\n3,y,4.5,\n',
      { names: ['a', 'b', 'c'], first: ['1', 'x', '2.5'], account: { records: 2, rows: 2 } },
    ],
    [
      'years for names',
      'country,2019,2020,2021\nChad,1.5,2,7\nPeru,3,4.5,5\n',
      {
        names: ['country', '2019', '2020', '2021'],
        first: ['Chad', '1.5', '2.0', '7'],
        account: { records: 2, rows: 2 },
      },
    ],
    [
      'counts for names',
      '0,1,2\n0.5,0.25,0.75\n0.1,0.2,0.4\n',
      { names: ['0', '1', '2'], first: ['0.5', '0.25', '0.75'], account: { records: 2, rows: 2 } },
    ],
  ])('%s', async (name, text, expected) => {
    const path = room.write(`${name}.csv`, text)
    await expectTable(path, expected)
    const mended = await importTable({ ...asked(path), badRows: 'mend' })
    expect(mended.columns.map((column) => column.name)).toEqual(expected.names)
    expect((await room.rows(mended.table)).rows[0]).toEqual(expected.first)
  })

  it('keeps a line of names that is one short when something else of the reading is fixed', async () => {
    const path = room.write('fixed.csv', '"mpg","cyl"\n"Mazda",21,6\n"Fiat",32,4\n')
    const { columns, account } = await importTable({ ...asked(path), reading: { encoding: 'utf-8', quote: '"' } })
    expect(columns.map((column) => column.name)).toEqual(['column0', 'mpg', 'cyl'])
    expect(account).toMatchObject({ records: 2, rows: 2 })
  })
})

it('sees names with line breaks in a file that is not UTF-8 and longer than what is looked at', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `${row};caf\xe9`).join('\r\n')
  const path = room.write('breaks.csv', Buffer.from(`"a\n(old)";b\r\n${rows}\r\n`, 'latin1'))
  const [looked, made] = [await inspect(path, room), await room.import(path)]
  expect(looked.columns.map(({ name }) => name)).toEqual(['a\n(old)', 'b'])
  expect(looked.dialect).toEqual(made.dialect)
  expect(made.account).toMatchObject({ records: 20_000, rows: 20_000 })
})

it('refuses a record of tens of thousands of fields as soon as any other', async () => {
  // With each field that is too many the reader would keep the whole record: twenty gigabytes of this one.
  const path = room.write('fields.csv', `a,b\n1,x\n${'12345678,'.repeat(50_000)}\n2,y\n`)
  const { account, rejects } = await room.import(path)
  expect(account).toMatchObject({ records: 3, rows: 2, rejects: 1 })
  expect((await readRejects(room.file(rejects ?? ''), 0, 9, room)).rejects).toMatchObject([{ line: 3 }])
})

it('mends rows that are parted by a sign which is not ASCII, and by blanks', async () => {
  const path = room.write('signs.csv', 'name§age§n\nAnn§7§1\nBob§8\nCid§9§2§3\n')
  const mended = await importTable({ ...asked(path), reading: { delimiter: '§' }, badRows: 'mend' })
  expect((await room.rows(mended.table)).rows).toEqual([
    ['Ann', '7', '1'],
    ['Bob', '8', null],
    ['Cid', '9', '2'],
  ])
  const blanks = room.write('blanks.csv', 'name age\nAnn 7\nBob NA\n')
  const made = await importTable({ ...asked(blanks), reading: { delimiter: ' ' } })
  expect((await room.rows(made.table)).rows).toEqual([
    ['Ann', '7'],
    ['Bob', null],
  ])
})

describe('moments as programs write them', () => {
  // The instant of each, worked out by hand.
  it.each([
    ['2024-01-31T10:00:00+02:00', '2024-01-31 08:00:00'],
    ['2024-01-31 10:00:00.25+0530', '2024-01-31 04:30:00.25'],
    ['2024-01-31 10:00:00 UTC', '2024-01-31 10:00:00'],
    ['Wed, 31 Jan 2024 10:00:00 +0100', '2024-01-31 09:00:00'],
    ['Wed Jan 31 10:00:00 +0000 2024', '2024-01-31 10:00:00'],
    ['Wed Jan 31 10:00:00 2024', '2024-01-31 10:00:00'],
    ['31/Jan/2024:10:00:00 -0700', '2024-01-31 17:00:00'],
    ['January 2024', '2024-01-01'],
    ['Jan-2024', '2024-01-01'],
    ['01/2024', '2024-01-01'],
    ['Jan 31 2024', '2024-01-31'],
  ])('%s', async (written, moment) => {
    const { table, columns } = await room.import(room.write('moments.csv', `n;at\n1;"${written}"\n2;"${written}"\n`))
    expect(columns[1]?.type).toBe('date')
    expect((await room.rows(table)).rows[0]?.[1]).toBe(moment)
  })
})
