// A command's engine: the host in this process, workers as child processes, open for as long as the command runs.
import { mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '../../shared/contract/errors'
import type { AppEvent } from '../../shared/contract/events'
import { forked } from '../engine/runs'
import { everything } from '../host/grants'
import { Host } from '../host/host'
import { outFolder } from './places'

export interface Session {
  host: Host
  /** Listens to the engine's events. */
  onEvent: (listener: (event: AppEvent) => void) => void
}

/** Opens the workspace, does the work, and closes it whatever happens. */
export async function inSession<T>(workspace: string, work: (session: Session) => Promise<T>): Promise<T> {
  const listeners: ((event: AppEvent) => void)[] = []
  const host = new Host({
    settings: {
      configFolder: configFolder(),
      resourcesFolder: join(outFolder, '../resources'),
      workspaceFolder: resolve(workspace),
      firstWorkspaceFolder: null,
      version: programVersion(),
      electron: null,
    },
    openWorker: forked(join(outFolder, 'main/worker.js')),
    grants: everything,
    clock: () => new Date(),
    resumesQueue: false,
    send: ({ events }) => {
      for (const event of events) for (const listener of listeners) listener(event)
    },
  })
  const interrupted = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(interruption()))
  })
  try {
    await host.start()
    return await Promise.race([work({ host, onEvent: (listener) => listeners.push(listener) }), interrupted])
  } finally {
    host.dispose()
  }
}

export function interruption(): AppError {
  return new AppError({
    code: 'app/interrupted',
    message: { en: 'Interrupted.', zh: '已中断。' },
    hint: {
      en: 'What was logged is kept; `resume` lets runs that were training go on.',
      zh: '已记录的内容均已保留；可用 `resume` 继续训练中的运行。',
    },
  })
}

function configFolder(): string {
  const base = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
  const folder = join(base, 'Netloom')
  mkdirSync(folder, { recursive: true })
  return folder
}

export function programVersion(): string {
  const file = readFileSync(join(outFolder, '../package.json'), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
