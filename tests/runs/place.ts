// A host with a data set and an architecture, and what tests of runs ask of it, for several tests to share.
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Run, RunStatus } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { openWorkspace, readModel } from '../../main/engine/workspace'
import type { Workspace } from '../../main/engine/workspace'
import { pathsOf } from '../../main/engine/workspace/paths'
import { openTestHost, penguins } from '../helpers/testHost'
import type { TestHost, TransportName } from '../helpers/testHost'

export type Place = ReturnType<typeof placeOn>

export async function openPlace(transport: TransportName): Promise<Place> {
  const opened = await openTestHost(transport)
  const { dataset, architecture } = await penguins(opened.host)
  return placeOn(opened, { dataset: dataset.id, architecture: architecture.id })
}

/** The same workspace after its program was closed. */
export async function reopened(place: Place, transport: TransportName): Promise<Place> {
  place.close()
  return placeOn(await openTestHost(transport, place.folder), place)
}

interface Ids {
  dataset: string
  architecture: string
}

function placeOn(opened: TestHost, { dataset, architecture }: Ids) {
  const { host, events, folder, until } = opened
  const workspaceFolder = join(folder, 'workspace')
  const paths = pathsOf(workspaceFolder, '')

  const get = (run: string) => host.ask('runs.get', { run })
  const launch = (training: Settings, seeds = [1], more: { startFrom?: string; architectures?: string[] } = {}) =>
    host.ask('runs.launch', { dataset, architectures: [architecture], training, seeds, ...more })
  /** Waits for a status that came since the last request of `pause` or `resume`. */
  const became = (run: string, status: RunStatus) =>
    until(() =>
      events.find(
        (event) => event.name === 'runs.changed' && event.payload.id === run && event.payload.status === status,
      ),
    )
  /** What another program does in the workspace. */
  const inWorkspace = <T>(work: (workspace: Workspace) => T): T => {
    const workspace = openWorkspace(workspaceFolder, () => new Date())
    try {
      return work(workspace)
    } finally {
      workspace.dispose()
    }
  }

  return {
    ...opened,
    dataset,
    architecture,
    paths,
    get,
    launch,
    became,
    inWorkspace,
    async launchOne(...wanted: Parameters<typeof launch>): Promise<string> {
      const [run] = await launch(...wanted)
      return (run as Run).id
    },
    /** Pauses a run, which keeps a checkpoint, and waits until it waits. */
    async pause(run: string): Promise<void> {
      events.length = 0
      await host.ask('runs.pause', { run })
      await became(run, 'paused')
    },
    /** Lets it go on, and waits until it does. */
    async resume(run: string): Promise<void> {
      events.length = 0
      await host.ask('runs.resume', { run })
      await became(run, 'training')
    },
    async stop(run: string): Promise<void> {
      await host.ask('runs.stop', { run })
      await host.whenIdle()
      expect(await get(run)).toMatchObject({ status: 'stopped', reason: { code: 'run/stopped-by-user' } })
    },
    weightsOf: (run: string) => readModel(paths.modelFolder(run)).weights,
    logOf: async (run: string) => (await host.ask('runs.log', { run })).map(({ line }) => line),
    checkpointsOf: (run: string) => inWorkspace(({ checkpoints }) => checkpoints.list(run)),
    /** All that came of a run. */
    async numbersOf(run: string) {
      const { outcome } = await get(run)
      const series = await host.ask('runs.series', { run })
      const { weights, testOutputs } = readModel(paths.modelFolder(run))
      const { trainingMs: _, ...ended } = outcome ?? { trainingMs: 0 }
      return { ended, weights, testOutputs, series: series.map(({ run: _run, ...rest }) => rest) }
    },
  }
}
