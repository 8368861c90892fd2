// What the host refuses: requests without a workspace, networks that cannot be, runs whose data is gone; and workspaces that cannot be opened.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Host } from '../../main/host/host'
import { ChosenPaths } from '../../main/host/grants'
import { launch, openTestHost, root, transports, type TestHost } from '../helpers/testHost'

let test: TestHost
afterEach(() => test.remove())

describe('the host', () => {
  it('answers nothing about records while no workspace is open', async () => {
    test = await openTestHost('inProcess')
    const bare = new Host({
      settings: {
        configFolder: join(test.folder, 'other-config'),
        resourcesFolder: join(root, 'resources'),
        workspaceFolder: null,
        firstWorkspaceFolder: null,
        version: '0.0.0',
        electron: null,
      },
      openWorker: transports.inProcess(),
      grants: new ChosenPaths(),
      clock: () => new Date(),
      resumesQueue: false,
      send: () => undefined,
    })
    await bare.start()
    expect(await bare.ask('workspace.current', {})).toBeNull()
    await expect(bare.ask('runs.list', {})).rejects.toMatchObject({ code: 'workspace/none-open' })
    expect(await bare.ask('datasets.samples', {})).toHaveLength(4)
    bare.dispose()
  })

  it('says why the wanted workspace did not open, and opens another one', async () => {
    test = await openTestHost('inProcess')
    const file = join(test.folder, 'a-file')
    writeFileSync(file, 'x')
    await expect(test.host.ask('workspace.open', { folder: file })).rejects.toMatchObject({
      code: 'workspace/is-a-file',
    })
    // The one that was open stays so.
    expect(await test.host.ask('datasets.list', {})).toEqual([])
    await test.host.ask('workspace.open', { folder: join(test.folder, 'second') })
    expect((await test.host.ask('workspace.current', {}))?.name).toBe('second')
    expect((await test.host.ask('workspace.recent', {})).map(({ name }) => name)).toEqual(['second', 'workspace'])
  })

  it('saves no network that cannot be', async () => {
    test = await openTestHost('inProcess')
    for (const input of [
      { name: 'a', template: 'nothing', settings: {} },
      { name: 'a', template: 'mlp', settings: { hidden: [0] } },
      { name: 'a', template: 'mlp', settings: { hiden: [16] } },
    ]) {
      await expect(test.host.ask('architectures.save', input)).rejects.toMatchObject({ code: 'architecture/not-valid' })
    }
    expect(await test.host.ask('architectures.list', {})).toEqual([])
  })

  it('neither starts again nor exports a run whose data is gone', async () => {
    test = await openTestHost('inProcess')
    const [run] = await launch(test.host, { epochs: 1 })
    await test.host.whenIdle()
    rmSync(join(test.folder, 'workspace/prepared'), { recursive: true })
    const id = run?.id ?? ''
    await expect(test.host.ask('runs.restart', { run: id })).rejects.toMatchObject({ code: 'run/no-data' })
    const folder = join(test.folder, 'out')
    await expect(test.host.ask('exports.write', { run: id, format: 'tfjs', folder })).rejects.toMatchObject({
      code: 'run/no-data',
    })
    expect((await test.host.ask('runs.get', { run: id })).status).toBe('finished')
  })

  it('cancels a long step by the name its asker gave it', async () => {
    test = await openTestHost('forked')
    const step = test.host.ask('datasets.importSample', { sample: 'shoppers', task: 'my-import' })
    expect(await test.host.ask('tasks.cancel', { task: 'my-import' })).toEqual({ cancelled: true })
    await expect(step).rejects.toMatchObject({ code: 'task/cancelled' })
    expect(await test.host.ask('tasks.cancel', { task: 'my-import' })).toEqual({ cancelled: false })
    expect(await test.host.ask('datasets.list', {})).toEqual([])
  })
})
