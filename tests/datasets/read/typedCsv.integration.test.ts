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

  it('counts rejects and blanks of a table that is read at once, and of one that is read anew', async () => {
    for (const odd of ['7,y', 'many,y']) {
      const { account } = await room.import(room.write('bad.csv', `a,b\n1\n${table(whole, '', '1,2,3', odd)}`))
      expect(account).toMatchObject({ records: 6004, rows: 6001, rejects: 2, blanks: 1 })
    }
  })
})
