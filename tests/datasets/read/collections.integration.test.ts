import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '../../../main/engine/datasets/read'
import { codeOf, fixtures, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())
const csv = join(fixtures, 'csv')

interface Table {
  header: string[] | null
  blanks: number
  rejects: number
  rows: string[][]
  count: number
}

/** What Python's csv module reads; written by fixtures/csv/make_tables.py. */
const tables = Object.entries(JSON.parse(readFileSync(join(csv, 'tables.json'), 'utf8')) as Record<string, Table>)

/** No row of these has a value and as many fields as there are columns. */
const empty = [
  'csvkit/blanks_converted.csv',
  'csvkit/empty.csv',
  'csvkit/test_empty_columns_long_row.csv',
  'csvkit/test_empty_columns_short_row.csv',
  'csvkit/test_extra_header.csv',
]
/** Names given twice or not at all, and lines above the names: told by the account and the names in other tests. */
const otherNames = ['csvkit/test_skip_lines.csv', 'csvkit/bad_skip_lines.csv', 'csvkit/blanks.csv']
const missing = ['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'Null', '?', '#N/A', '<NA>', '\\N']

describe('the collections', () => {
  it.each(empty)('%s has no row that could be read', async (file) => {
    expect(await codeOf(room.import(join(csv, file)))).toBe('dataset/no-rows')
  })

  it.each(tables.filter(([file]) => !empty.includes(file) && !otherNames.includes(file)))(
    '%s is the table that Python reads',
    async (file, expected) => {
      const { columns, account, table } = await room.import(join(csv, file))
      const { rows, total } = await room.rows(table, 0, 20)
      expect([total, account.rejects]).toEqual([expected.count, expected.rejects])
      expect(account.blanks).toBe(columns.length === 1 ? 0 : expected.blanks)
      if (expected.header !== null) {
        // Line ends in quotes become LF in a file that mixes them.
        const named = expected.header.map((name, index) => name.trim().replace(/\r\n?/g, '\n') || `column${index}`)
        expect(columns.map(({ name }) => name)).toEqual(named)
      }
      for (const [index, row] of expected.rows.entries()) {
        for (const [place, { storage }] of columns.entries()) {
          const [is, was] = [rows[index]?.[place] ?? null, (row[place] ?? '').replace(/^ +| +$/g, '')]
          if (missing.includes(was)) expect(is).toBeNull()
          else if (storage === 'VARCHAR') expect(is).toBe(was)
          else if (storage === 'DATE' || storage === 'TIMESTAMP') expect(is).toMatch(/^\d{4}-\d\d-\d\d/)
          else expect(Number(is)).toBe(Number(was.replaceAll(',', '')))
        }
      }
    },
  )

  it.each(tables.filter(([file]) => !empty.includes(file)))('%s looks before as it does after', async (file) => {
    const looked = await inspect(join(csv, file), room)
    const { table, dialect, columns, account } = await room.import(join(csv, file))
    expect(looked.rows).toEqual((await room.rows(table)).rows.slice(0, 100))
    expect(looked.dialect).toEqual(dialect)
    expect(looked.columns).toEqual(columns.map(({ name, type, storage }) => ({ name, type, storage })))
    expect(looked.rejects).toHaveLength(account.rejects)
  })
})
