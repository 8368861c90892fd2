// Table steps that are given more than the table: another one to join, and the key of pseudonyms.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DuckDBConnection } from '@duckdb/node-api'
import { runSteps } from '../../../../main/engine/datasets/recipe/table/run'
import type { StepGiven } from '../../../../main/engine/datasets/recipe/table/step'
import type { Settings } from '../../../../shared/fields'
import { open } from '../duckdb'
import { afterStep } from './afterStep'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await open()
})
afterAll(() => connection.closeSync())

describe('join', () => {
  const views = `(VALUES ('u1', 7.0, 1), ('u2', 9.0, 2), ('u1', NULL, 3), ('u3', 8.0, 4)) AS given(who, item, n)`
  const other = (values: string): StepGiven => ({
    key: '',
    tables: new Map([
      [
        'films',
        {
          table: `(VALUES ${values}) AS films(id, title, n)`,
          columns: [
            { name: 'id', storage: 'BIGINT' },
            { name: 'title', storage: 'VARCHAR' },
            { name: 'n', storage: 'INTEGER' },
          ],
        },
      ],
    ]),
  })
  const films = other(`(8, 'Eight', 80), (7, 'Seven', 70), (NULL, 'none', 0), (NULL, 'none', 0)`)
  const settings = { other: 'films', key: 'item', otherKey: 'id', columns: ['title'] }
  const joined = (more: Settings, given = films) =>
    afterStep(connection, { step: 'join', settings: { ...settings, ...more } }, views, given)

  it('adds columns by a key that is written otherwise, and keeps rows without a partner in their places', async () => {
    expect(await joined({})).toEqual({
      columns: ['who', 'item', 'n', 'title'],
      rows: [
        ['u1', '7.0', 1, 'Seven'],
        ['u2', '9.0', 2, null],
        ['u1', null, 3, null],
        ['u3', '8.0', 4, 'Eight'],
      ],
    })
  })
  it('drops them when asked to, and takes all columns with a prefix', async () => {
    expect(await joined({ unmatched: 'drop', columns: [], prefix: 'item ' })).toEqual({
      columns: ['who', 'item', 'n', 'item title', 'item n'],
      rows: [
        ['u1', '7.0', 1, 'Seven', 70],
        ['u3', '8.0', 4, 'Eight', 80],
      ],
    })
  })
  it('counts rows without a partner', async () => {
    const entry = { id: 'a', step: 'join', settings, enabled: true }
    const { steps } = await runSteps(connection, views, [entry], { given: films })
    expect(steps[0]?.notes).toEqual([
      { en: 'Rows without a partner in the other table: 2.', zh: '在另一表中无匹配的行：2。' },
    ])
  })
  it.each<[Settings, string, string]>([
    [{ columns: [] }, 'recipe/name-taken', 'prefix'],
    [{ otherKey: 'ids' }, 'recipe/no-column', 'otherKey'],
    [{ columns: ['titel'] }, 'recipe/no-column', 'columns'],
    [{ key: 'films.id' }, 'recipe/no-column', 'key'],
    [{ other: '/etc/passwd' }, 'recipe/no-dataset', 'other'],
  ])('%j gives %s', async (more, code, path) => {
    const entry = { id: 'a', step: 'join', settings: { ...settings, ...more }, enabled: true }
    const { problems } = await runSteps(connection, views, [entry], { given: films })
    expect(problems[0]).toMatchObject({ code, path, entry: 'a' })
  })
  it('refuses keys that occur twice, and says how many', async () => {
    const given = other(`(8, 'a', 1), (8, 'b', 2), (7, 'c', 3), (9, 'd', 4), (9, 'e', 5), (9, 'f', 6)`)
    const entry = { id: 'a', step: 'join', settings, enabled: true }
    const { problems, steps } = await runSteps(connection, views, [entry], { given })
    expect(problems).toMatchObject([{ code: 'recipe/repeated-keys', path: 'otherKey' }])
    expect(problems[0]?.message.en).toContain('"2" values of "id"')
    expect(steps).toEqual([])
  })
})

describe('pseudonyms', () => {
  const key = 'a3'.repeat(16) + '0f'.repeat(16)
  const made = (value: string) => createHmac('sha256', Buffer.from(key, 'hex')).update(value).digest('hex').slice(0, 16)

  it("are Node's HMAC-SHA256 of the value as it is shown", async () => {
    const people = `(VALUES ('Ann', 1.0), ('李雷', 2.5), ('', NULL), (NULL, 1.0)) AS given(name, id)`
    const settings = { columns: ['name', 'id'] }
    const { columns, rows } = await afterStep(connection, { step: 'pseudonyms', settings }, people, {
      key,
      tables: new Map(),
    })
    expect(columns).toEqual(['name', 'id'])
    expect(rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))).toEqual([
      [made('Ann'), made('1')],
      [made('李雷'), made('2.5')],
      [made(''), null],
      [null, made('1')],
    ])
  })
})
