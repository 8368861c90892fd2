import { afterAll, describe, expect, it } from 'vitest'
import { ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

/** More rows than are looked at first, and then `odd` ones. */
function table(usual: (row: number) => string, ...odd: string[]): string {
  return `${Array.from({ length: 6000 }, (_, row) => usual(row)).join('\n')}\n${odd.join('\n')}\n`
}

const whole = (row: number) => `${row},x`
const decimal = (row: number) => `${row}.5,x`
const nothing = () => ',x'
const day = (row: number) => `2024-01-${10 + (row % 20)},x`
const moment = (row: number) => `2024-01-${10 + (row % 20)} 10:30:00,x`
const words = (row: number) => `w${row % 7},x`

// Source: the rules of docs/datasets.md, which are about all values of a column.
describe('what only a late row tells', () => {
  it.each([
    ['whole numbers alone', whole, '7', 'BIGINT', '7'],
    ['a decimal number', whole, '7.25', 'DOUBLE', '7.25'],
    ['a word', whole, 'many', 'VARCHAR', 'many'],
    ['a leading zero', whole, '007', 'VARCHAR', '007'],
    ['an underscore', whole, '1_000', 'VARCHAR', '1_000'],
    ['a hexadecimal number', whole, '0x1F', 'VARCHAR', '0x1F'],
    ['a plus sign', whole, '+7', 'BIGINT', '7'],
    ['19 digits', whole, '1000000000000000000', 'DOUBLE', '1e+18'],
    ['spaces', whole, '  7 ', 'BIGINT', '7'],
    ['a missing word', whole, 'NA', 'BIGINT', null],
    ['a leading zero among decimals', decimal, '-00.5', 'VARCHAR', '-00.5'],
    ['a leading zero after a space', decimal, ' 07', 'VARCHAR', '07'],
    ['an infinite number', decimal, 'inf', 'VARCHAR', 'inf'],
    ['a number too large', decimal, '1e999', 'VARCHAR', '1e999'],
    ['a number below one', decimal, '0.25', 'DOUBLE', '0.25'],
    ['the first value', nothing, '12', 'BIGINT', '12'],
    ['a number among words', words, '12', 'VARCHAR', '12'],
    ['a date among words', words, '2024-05-31', 'VARCHAR', '2024-05-31'],
    ['a missing word among words', words, 'n/a', 'VARCHAR', null],
    ['a missing word in quotation marks', words, '"NULL"', 'VARCHAR', null],
    ['a word with blanks', words, ' w 1 ', 'VARCHAR', 'w 1'],
    ['the first word', nothing, 'one', 'VARCHAR', 'one'],
    ['a comma between thousands', decimal, '"1,234.5"', 'DOUBLE', '1234.5'],
    ['a day', day, '2024-05-31', 'DATE', '2024-05-31'],
    ['a day long ago', day, '1789-07-14', 'DATE', '1789-07-14'],
    ['a day that never was', day, '2023-02-29', 'VARCHAR', '2023-02-29'],
    ['a day written in another way', day, '2024/05/31', 'DATE', '2024-05-31'],
    ['a moment among days', day, '2024-05-31 10:00:00', 'TIMESTAMP', '2024-05-31 10:00:00'],
    ['a word among days', day, 'never', 'VARCHAR', 'never'],
    ['a moment', moment, '2024-05-31T23:59:59', 'TIMESTAMP', '2024-05-31 23:59:59'],
    ['a moment that never was', moment, '2024-05-31 25:00:00', 'VARCHAR', '2024-05-31 25:00:00'],
    ['a day among moments', moment, '2024-05-31', 'TIMESTAMP', '2024-05-31 00:00:00'],
    ['a date among numbers', whole, '2024-05-31', 'VARCHAR', '2024-05-31'],
  ] as const)('%s', async (_what, usual, odd, storage, value) => {
    const {
      columns,
      account,
      table: hash,
    } = await room.import(room.write('late.csv', `a,b\n${table(usual, `${odd},y`)}`))
    expect(columns[0]).toMatchObject({ name: 'a', storage })
    expect(account).toMatchObject({ records: 6001, rows: 6001, rejects: 0 })
    expect((await room.rows(hash, 6000)).rows).toEqual([[value, 'y']])
  })

  it('tells several columns at once, and one after another', async () => {
    const odd = ['1.5,1,many,2', '2, x ,3,none', 'NA,n/a,4,7']
    const usual = (row: number) => `${row},w,${row},${row}`
    const { columns, table: hash } = await room.import(room.write('odd.csv', `a,b,c,d\n${table(usual, ...odd)}`))
    expect(columns.map(({ storage }) => storage)).toEqual(['DOUBLE', 'VARCHAR', 'VARCHAR', 'VARCHAR'])
    expect((await room.rows(hash, 6000)).rows).toEqual([
      ['1.5', '1', 'many', '2'],
      ['2.0', 'x', '3', 'none'],
      [null, null, '4', '7'],
    ])
  })

  it('passes over what records that are no rows hold', async () => {
    const odd = ['1,x,y', 'word', ' 7 , x,y']
    const { columns, account } = await room.import(room.write('ragged.csv', `a,b\n${table(whole, ...odd)}`))
    expect(columns.map(({ storage }) => storage)).toEqual(['BIGINT', 'VARCHAR'])
    expect(account).toMatchObject({ records: 6003, rows: 6000, rejects: 3 })
  })

  it('counts rejects and blanks of a table that is read at once, and of one that is read anew', async () => {
    for (const odd of ['7,y', 'many,y']) {
      const { account } = await room.import(room.write('bad.csv', `a,b\n1\n${table(whole, '', '1,2,3', odd)}`))
      expect(account).toMatchObject({ records: 6004, rows: 6001, rejects: 2, blanks: 1 })
    }
  })
})

// More than the four megabytes that are looked at before the reading begins.
describe('what only the end of a long text tells', () => {
  const text = `a,b\n${Array.from({ length: 400_000 }, (_, row) => `${row},some word`).join('\n')}\n`
  const append = (bytes: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(bytes)])

  it('a letter of several bytes', async () => {
    const { table: hash, account } = await room.import(room.write('long.csv', `${text}7,é中\n`))
    expect(account).toMatchObject({ records: 400_001, rows: 400_001 })
    expect((await room.rows(hash, 400_000)).rows).toEqual([['7', 'é中']])
  })

  it('bytes of another encoding', async () => {
    const bytes = [0x37, 0x2c, 0x63, 0x61, 0x66, 0xe9, 0x0a]
    const { table: hash, dialect } = await room.import(room.write('latin.csv', append(bytes)))
    expect(dialect.encoding).toBe('latin-1')
    expect((await room.rows(hash, 400_000)).rows).toEqual([['7', 'café']])
  })

  it('another line end', async () => {
    const { account, table: hash } = await room.import(room.write('ends.csv', `${text}7,x\r\n8,y\r\n`))
    expect(account).toMatchObject({ records: 400_002, rows: 400_002, rejects: 0 })
    expect((await room.rows(hash, 400_000)).rows).toEqual([
      ['7', 'x'],
      ['8', 'y'],
    ])
  })
})

describe('a table of very many columns', () => {
  const names = Array.from({ length: 600 }, (_, place) => `n${place}`)
  const row = (cell: (place: number) => string) => `${names.map((_, place) => cell(place)).join(',')}\n`
  const usual = row((place) => ['7', '0.5', 'w'][place % 3] as string)

  it('is read with the types and the commonest values of each', async () => {
    const odd = row((place) => ['8', '-1.5', ' x'][place % 3] as string)
    const {
      columns,
      account,
      table: hash,
    } = await room.import(room.write('wide.csv', `${names.join(',')}\n${usual.repeat(30)}${odd}`))
    expect(account).toMatchObject({ records: 31, rows: 31, rejects: 0 })
    expect(columns.slice(597).map(({ storage, distinct, mean }) => [storage, distinct, mean])).toEqual([
      ['BIGINT', 2, 218 / 31],
      ['DOUBLE', 2, 13.5 / 31],
      ['VARCHAR', 2, null],
    ])
    expect(columns[599]?.top).toEqual([
      { value: 'w', count: 30 },
      { value: 'x', count: 1 },
    ])
    expect((await room.rows(hash, 30)).rows[0]?.slice(0, 3)).toEqual(['8', '-1.5', 'x'])
  })

  it('is read with other quotation marks than the usual ones', async () => {
    const quoted = row((place) => (place === 0 ? "'a,b'" : String(place)))
    const { columns, table: hash } = await room.import(
      room.write('quoted.csv', `${names.join(',')}\n${quoted.repeat(9)}`),
    )
    expect(columns).toHaveLength(600)
    expect((await room.rows(hash, 0, 1)).rows[0]?.slice(0, 2)).toEqual(['a,b', '1'])
  })
})
