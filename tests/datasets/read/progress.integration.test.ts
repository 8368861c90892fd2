import { afterAll, expect, it } from 'vitest'
import { runWithProgress, withConnection } from '../../../main/engine/datasets/read/connection'
import { importTable } from '../../../main/engine/datasets/read'
import { codeOf, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

it('tells how far a statement is, and ends it there when it is cancelled', async () => {
  const stop = new AbortController()
  const seen: number[] = []
  const context = {
    temporaryFolder: room.temporaryFolder,
    signal: stop.signal,
    progress: (_stage: string, done: number) => {
      seen.push(done)
      if (done > 0 && done < 100) stop.abort()
    },
  }
  // Many seconds of work, were it not cancelled.
  const long = withConnection(context, async (connection) => {
    await connection.run('CREATE TEMP TABLE many AS FROM range(3_000_000)')
    await runWithProgress(
      connection,
      'CREATE TEMP TABLE sums AS SELECT md5(repeat(range::VARCHAR, 200)) AS sum FROM many',
      'read',
      context,
    )
  })
  expect(await codeOf(long)).toBe('task/cancelled')
  expect(seen[0]).toBe(0)
  expect(seen.at(-1)).toBeGreaterThan(0)
  expect(seen.at(-1)).toBeLessThan(100)
})

it('counts the bytes of a text that is read the long way', async () => {
  const lines = Array.from({ length: 300_000 }, (_, row) => `${String((row % 28) + 1).padStart(2, '0')}/01/2024,${row}`)
  const told: [string, number, number | null][] = []
  await importTable({
    path: room.write('dates.csv', `day,row\n${lines.join('\n')}\n`),
    folder: room.tables,
    temporaryFolder: room.temporaryFolder,
    reshape: null,
    progress: (stage, done, total) => told.push([stage, done, total]),
  })
  const counted = told.filter(([stage]) => stage === 'count')
  expect(counted.length).toBeGreaterThan(1)
  for (const [, done, total] of counted) expect(done).toBeLessThan(total ?? 0)
  expect(new Set(told.map(([stage]) => stage))).toEqual(new Set(['count', 'read', 'write', 'profile']))
})
