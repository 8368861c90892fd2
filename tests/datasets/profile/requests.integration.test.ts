import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../shared/records'
import { openTestHost, type TestHost } from '../../helpers/testHost'
import { codeOf } from '../reading'

let room: TestHost
beforeAll(async () => {
  room = await openTestHost('inProcess')
})
afterAll(() => room.remove())

async function opened(name: string, content: string): Promise<Dataset> {
  const path = join(room.folder, name)
  writeFileSync(path, content)
  return room.host.ask('datasets.import', { path })
}

describe('datasets.profile', () => {
  it('is made once for a table and its roles, and again when a role changes', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 2 === 0 ? 'yes' : 'no'},${(row * 13) % 11}`)
    const { id } = await opened('small.csv', `a,label,b\n${rows.join('\n')}\n`)
    const first = await room.host.ask('datasets.profile', { dataset: id })
    expect(first.columns.map(({ name, mutualInformation }) => [name, mutualInformation === null])).toEqual([
      ['a', false],
      ['label', true],
      ['b', false],
    ])
    expect(await room.host.ask('datasets.profile', { dataset: id })).toEqual(first)
    await room.host.ask('datasets.update', { dataset: id, roles: [{ column: 'b', role: 'target' }] })
    const second = await room.host.ask('datasets.profile', { dataset: id })
    expect(second.columns.map(({ mutualInformation }) => mutualInformation === null)).toEqual([false, false, true])
    expect(second.columns[0]?.correlation).toBeTypeOf('number')
  })
})

describe('datasets.exportRejects', () => {
  const bad = 'a,b\n1,2\n3\n4,5,6,"x, y"\n7,8\n'

  it('writes file, line, reason and text of every reject, in their order', async () => {
    const dataset = await opened('bad.csv', bad)
    expect(dataset.account.rejects).toBe(2)
    const path = join(room.folder, 'rejects out.csv')
    expect(await room.host.ask('datasets.exportRejects', { dataset: dataset.id, path })).toEqual({ rows: 2 })
    expect(readFileSync(path, 'utf8')).toBe(
      'file,line,reason,text\n' +
        'bad.csv,3,"It has 1 field, fewer than the 2 columns.",3\n' +
        'bad.csv,4,It has more fields than the 2 columns.,"4,5,6,""x, y"""\n',
    )
  })

  it('leaves nothing half-made where it cannot write', async () => {
    const { id } = await opened('bad.csv', bad)
    const before = readdirSync(room.folder)
    const path = join(room.folder, 'no such folder', 'rejects.csv')
    expect(await codeOf(room.host.ask('datasets.exportRejects', { dataset: id, path }))).toBe('workspace/not-writable')
    expect(readdirSync(room.folder)).toEqual(before)
  })

  it('writes nothing when there are no rejects', async () => {
    const { id } = await opened('good.csv', 'a,b\n1,2\n3,4\n')
    const path = join(room.folder, 'none.csv')
    expect(await room.host.ask('datasets.exportRejects', { dataset: id, path })).toEqual({ rows: 0 })
    expect(existsSync(path)).toBe(false)
  })
})

describe('datasets.check', () => {
  it('answers for a table of users and items without a target', async () => {
    const rows = Array.from({ length: 90 }, (_, row) => `${row % 9},${(row * 7) % 30},${1_600_000_000 + row}`)
    const { id, assignments } = await opened('visits.csv', `user_id,item_id,timestamp\n${rows.join('\n')}\n`)
    expect(assignments.map(({ role }) => role)).toEqual(['user', 'item', 'time'])
    const { readiness, problems } = await room.host.ask('datasets.check', { dataset: id })
    expect(problems).toEqual([])
    expect(readiness.sentence.en).toMatch(/^Ready for top-N recommendation/)
    expect(readiness.tasks.filter(({ ready }) => ready).map(({ task }) => task)).toEqual(['topN', 'nextItem'])
  })

  it('warns of a role that its column cannot have', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 2 === 0 ? 'yes' : 'no'},word ${row % 5}`)
    const { id } = await opened('moments.csv', `a,label,moment\n${rows.join('\n')}\n`)
    await room.host.ask('datasets.update', { dataset: id, roles: [{ column: 'moment', role: 'time' }] })
    const { problems, readiness } = await room.host.ask('datasets.check', { dataset: id })
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['role/time-is-text', 'moment']])
    expect(readiness.tasks[0]).toMatchObject({ task: 'classification', ready: true })
  })
})
