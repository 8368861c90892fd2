import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileTable } from '../../../main/engine/datasets/read'
import type { Profile, Role } from '../../../shared/records'
import { codeOf, fixtures, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

const folder = join(fixtures, 'profile')
// Source: pandas, numpy and scikit-learn; see make.py beside it.
type Expected = Omit<Profile, 'columns'> & { columns: Partial<Profile['columns'][number]>[] }
const expected = JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8')) as Expected

const context = { temporaryFolder: room.temporaryFolder }

async function profile(path: string, roles: Record<string, Role>): Promise<Profile> {
  const { table, columns } = await room.import(path)
  const given = Object.entries(roles).map(([column, role]) => ({ column, role }))
  return profileTable({ file: room.file(table), columns, roles: given }, context)
}

/** Equal to about twelve digits, whatever the size. */
function expectClose(found: unknown, wanted: unknown, what: string): void {
  if (typeof found === 'number' && typeof wanted === 'number') {
    expect(Math.abs(found - wanted), `${what}: ${found} for ${wanted}`).toBeLessThanOrEqual(
      1e-6 + Math.abs(wanted) * 1e-12,
    )
  } else if (wanted !== null && typeof wanted === 'object') {
    for (const [key, value] of Object.entries(wanted)) {
      expectClose((found as Record<string, unknown> | null)?.[key], value, `${what}.${key}`)
    }
  } else expect(found, what).toEqual(wanted)
}

describe('the profile of a table', () => {
  let found: Profile
  beforeAll(async () => {
    found = await profile(join(folder, 'table.csv'), { sales: 'target' })
  })

  it('has its rows, and those that repeat one above them', () => {
    expect([found.rows, found.duplicates]).toEqual([expected.rows, expected.duplicates])
  })

  it.each(expected.columns.map((column) => [column.name ?? '', column] as const))(
    'is right about %s',
    (name, column) => {
      const one = found.columns.find((each) => each.name === name)
      expectClose(one, column, name)
      expect(one?.histogram?.counts.length).toBe(column.histogram?.counts.length)
    },
  )

  it('correlates every number with every other one', () => {
    expect(found.correlations.columns).toEqual(expected.correlations.columns)
    expectClose(found.correlations.values, expected.correlations.values, 'correlations')
  })

  it('marks what stands out', () => {
    const marked = found.columns.filter(({ marks }) => marks.length > 0).map(({ name, marks }) => [name, marks])
    expect(marked).toEqual([
      ['mixed', ['mixed']],
      ['fixed', ['constant']],
    ])
  })

  it('sets nothing against a target when there is none', async () => {
    const without = await profile(join(folder, 'table.csv'), {})
    expect(
      without.columns.every(({ correlation, mutualInformation }) => (correlation ?? mutualInformation) === null),
    ).toBe(true)
    expect(without.columns.map(({ quantiles }) => quantiles)).toEqual(found.columns.map(({ quantiles }) => quantiles))
  })
})

describe('the profile of interactions', () => {
  it('counts users, items, pairs and ties', async () => {
    const roles = { user_id: 'user', item_id: 'item', timestamp: 'time' } as const
    const { interactions } = await profile(join(folder, 'interactions.csv'), roles)
    expectClose(interactions, expected.interactions, 'interactions')
    expect(interactions?.longTail).toHaveLength(expected.interactions?.longTail.length ?? 0)
    const { users } = interactions as NonNullable<typeof interactions>
    expect(users.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(users.count)
  })

  it('takes dates for times, and leaves rows without a user or an item out', async () => {
    const path = room.write(
      'visits.csv',
      'who,what,day\na,x,2024-01-01\na,y,2024-01-01\nb,x,2024-01-03\n,x,2024-01-09\n',
    )
    const { interactions } = await profile(path, { who: 'user', what: 'item', day: 'time' })
    expect(interactions).toMatchObject({
      rows: 3,
      repeats: 0,
      density: 3 / 4,
      tiedTimes: 2,
      time: { dates: true, first: Date.UTC(2024, 0, 1), last: Date.UTC(2024, 0, 3) },
    })
  })
})

describe('odd tables', () => {
  it('profiles columns without values, huge numbers and names like SQL', async () => {
    const path = room.write('odd.csv', `"a""b'; DROP",none,huge\nx,,1e308\ny,,-1e308\nz,,1\n`)
    const { columns, correlations } = await profile(path, { huge: 'target' })
    expect(columns.map(({ name, quantiles }) => [name, quantiles?.[0] ?? null])).toEqual([
      [`a"b'; DROP`, null],
      ['none', null],
      ['huge', -1e308],
    ])
    expect(columns[2]?.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(3)
    expect(correlations.columns).toEqual(['huge'])
  })

  it('says so when the table is gone or the task is cancelled', async () => {
    const gone = { file: room.file('0'.repeat(64)), columns: [], roles: [] }
    expect(await codeOf(profileTable(gone, context))).toBe('dataset/file-missing')
    const { table, columns } = await room.import(join(folder, 'table.csv'))
    const controller = new AbortController()
    const progress = () => controller.abort()
    const profiling = profileTable(
      { file: room.file(table), columns, roles: [] },
      { ...context, signal: controller.signal, progress },
    )
    expect(await codeOf(profiling)).toBe('task/cancelled')
  })
})
