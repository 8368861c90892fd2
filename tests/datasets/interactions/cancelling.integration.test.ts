// Arranging a large table can be stopped on the way, and leaves nothing behind.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHost } from '../../helpers/testHost'
import type { TestHost } from '../../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

it('is cancelled between two pieces, without arrays, and can be done again', async () => {
  const { host, folder, until, events } = test
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'visits.csv')
  const lines = Array.from({ length: 200_000 }, (_, row) => `u${row % 9000},i${(row * 7) % 1999},${row}`)
  writeFileSync(path, ['user,item,at', ...lines].join('\n'))
  const { id: dataset } = await host.ask('datasets.import', { path })
  const roles = (['user', 'item'] as const).map((role) => ({ column: role, role }))
  const task = { task: 'topN' as const, settings: {} }
  await host.ask('datasets.update', { dataset, roles: [...roles, { column: 'at', role: 'time' }], task })

  const asked = host.ask('datasets.check', { dataset, task: 'long' }).then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )
  const seen = await until(() =>
    events.find(
      ({ name, payload }) =>
        name === 'tasks.progressed' && 'task' in payload && payload.task === 'long' && payload.stage === 'prepare',
    ),
  )
  expect(seen.payload).toMatchObject({ total: expect.any(Number) as number })
  expect(await host.ask('tasks.cancel', { task: 'long' })).toEqual({ cancelled: true })
  expect(await asked).toBe('task/cancelled')
  const prepared = join(folder, 'workspace', 'prepared')
  expect(existsSync(prepared) ? readdirSync(prepared) : []).toEqual([])

  const { problems, readiness } = await host.ask('datasets.check', { dataset })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(readiness.facts?.counts.test).toBeGreaterThan(9000)
  expect(readdirSync(prepared)).toHaveLength(1)
})
