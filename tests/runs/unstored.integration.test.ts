// A run while the workspace can no longer be written: it ends, those who watch are told why, and the next opening finds it lost.
import { afterEach, expect, it } from 'vitest'
import { inProcess, Supervisor } from '../../main/engine/runs'
import { openWorkspace, Workspace } from '../../main/engine/workspace'
import { Database } from '../../main/engine/workspace/database'
import { becomeOwner } from '../../main/engine/workspace/owners'
import { pathsOf } from '../../main/engine/workspace/paths'
import { serve } from '../../main/worker/serve'
import type { Run } from '../../shared/records'
import { launch, openTestHost, type TestHost } from '../helpers/testHost'

let host: TestHost
afterEach(() => host.remove())

const clock = (): Date => new Date()

/** A workspace whose database the test holds too, to take the writing away from it. */
function heldWorkspace(folder: string): { workspace: Workspace; database: Database } {
  const owner = becomeOwner(pathsOf(folder, '').owners)
  const paths = pathsOf(folder, owner.token)
  const database = new Database(paths.database)
  return { workspace: new Workspace(paths, database, owner, clock), database }
}

it('is told as failed with the reason, keeps nobody waiting, and is interrupted at the next opening', async () => {
  host = await openTestHost('inProcess')
  const [made] = await launch(host.host, { epochs: 5_000, batchSize: 32 })
  await host.host.ask('runs.stop', { run: made?.id ?? '' })
  await host.host.whenIdle()
  host.close()
  const folder = `${host.folder}/workspace`
  const { workspace, database } = heldWorkspace(folder)
  const told: Run[] = []
  const supervisor = new Supervisor({
    workspace,
    openWorker: inProcess(serve),
    clock,
    onChange: (run) => told.push(run),
    onProgress: () => database.exec('PRAGMA query_only = ON'),
    onQueue: () => undefined,
  })
  supervisor.restart(made?.id ?? '')
  await supervisor.whenIdle()
  expect(told.at(-1)).toMatchObject({ status: 'failed', reason: { code: 'workspace/not-writable' } })
  supervisor.dispose()
  database.exec('PRAGMA query_only = OFF')
  workspace.dispose()
  const again = openWorkspace(folder, clock)
  expect(again.runs.get(made?.id ?? '').status).toBe('interrupted')
  again.dispose()
})
