// A real host on a real workspace in a temporary folder, with real workers over the transport that is asked for.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppEvent } from '../../shared/contract/events'
import type { Architecture, Dataset, Run, RunProgress } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { forked, inProcess, type OpenWorker } from '../../main/engine/runs'
import { everything } from '../../main/host/grants'
import { Host } from '../../main/host/host'
import { serve } from '../../main/worker/serve'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const builtWorker = join(root, 'out/main/worker.js')

export const transports = {
  inProcess: (): OpenWorker => inProcess(serve),
  forked: (): OpenWorker => {
    if (!existsSync(builtWorker)) throw new Error('out/main/worker.js is missing: run `npm run build` first')
    return forked(builtWorker)
  },
}
export type TransportName = keyof typeof transports

export interface TestHost {
  host: Host
  folder: string
  events: AppEvent[]
  /** Resolves when an event makes `found` give something; looks at once as well. */
  until: <T>(found: () => T | undefined | false) => Promise<T>
  /** Closes the host, keeps the folder. */
  close: () => void
  /** Closes the host and removes the folder. */
  remove: () => void
}

export async function openTestHost(
  transport: TransportName,
  folder = mkdtempSync(join(tmpdir(), 'netloom-host-')),
): Promise<TestHost> {
  const events: AppEvent[] = []
  const waiting = new Set<() => void>()
  const host = new Host({
    settings: {
      configFolder: join(folder, 'config'),
      resourcesFolder: join(root, 'resources'),
      workspaceFolder: join(folder, 'workspace'),
      firstWorkspaceFolder: null,
      version: '0.0.0',
      electron: null,
    },
    openWorker: transports[transport](),
    grants: everything,
    clock: () => new Date(),
    resumesQueue: true,
    send: (batch) => {
      events.push(...batch.events)
      for (const look of waiting) look()
    },
  })
  await host.start()
  const until: TestHost['until'] = (found) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const value = found()
          if (value === undefined || value === false) return
          resolve(value)
        } catch (error) {
          reject(error)
        }
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  const close = (): void => host.dispose()
  const remove = (): void => {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { host, folder, events, until, close, remove }
}

/** The penguins sample and one small network, ready to launch. */
export async function penguins(host: Pick<Host, 'ask'>): Promise<{ dataset: Dataset; architecture: Architecture }> {
  const dataset = await host.ask('datasets.importSample', { sample: 'penguins' })
  const architecture = await host.ask('architectures.save', {
    name: 'Small',
    template: 'mlp',
    settings: { hidden: [8] },
  })
  return { dataset, architecture }
}

export async function launch(host: Pick<Host, 'ask'>, training: Settings, seeds = [1]): Promise<Run[]> {
  const { dataset, architecture } = await penguins(host)
  return host.ask('runs.launch', { dataset: dataset.id, architectures: [architecture.id], training, seeds })
}

/** The first progress of a run that has gone through `epoch`. Throws when the run has failed. */
export function progressed(events: AppEvent[], run: string, epoch: number): RunProgress | undefined {
  for (const event of events) {
    if (event.name === 'runs.changed' && event.payload.id === run && event.payload.status === 'failed')
      throw new Error(`failed: ${event.payload.reason?.message.en}`)
    if (event.name === 'runs.progressed' && event.payload.run === run && event.payload.epoch >= epoch)
      return event.payload
  }
  return undefined
}
