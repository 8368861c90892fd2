// The life of the other processes: forks the engine host and its workers, joins them by ports, tells an exit from a crash, ends them.
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { FromHost, HostSettings, ToHost } from '../../shared/contract/control'
import { LastLines } from '../engine/runs/transports/lastLines'
import { places } from './places'

interface Grant {
  path: string
  access: 'read' | 'write'
}

export interface ProcessesInput {
  settings: HostSettings
  /** The host is up: the page needs a port. */
  onHost: () => void
  /** It was lost, and is being started again. */
  onHostLost: () => void
  /** The host keeps dying at once; there is no use in trying again. */
  onGivenUp: (lastLines: string[]) => void
}

const quickMs = 20_000
const mostQuickDeaths = 3
const graceMs = 4000

export class Processes {
  private host: UtilityProcess | null = null
  private readonly workers = new Map<number, UtilityProcess>()
  private readonly grants: Grant[] = []
  private workspaceFolder: string | null
  private deaths: number[] = []
  private closing = false

  constructor(private readonly input: ProcessesInput) {
    this.workspaceFolder = input.settings.workspaceFolder
  }

  startHost(): void {
    const host = utilityProcess.fork(places.host, [], { stdio: 'pipe', serviceName: 'Netloom engine' })
    const lastLines = followed(host, '[engine]')
    this.host = host
    host.on('message', (message: FromHost) => this.hear(message))
    host.on('exit', () => this.hostEnded(host, lastLines))
    this.tell({ kind: 'start', settings: { ...this.input.settings, workspaceFolder: this.workspaceFolder } })
    for (const grant of this.grants) this.tell({ kind: 'grant', ...grant })
  }

  /** A port to the host for the page. */
  pagePort(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    this.host?.postMessage({ kind: 'page' } satisfies ToHost, [port1])
    return port2
  }

  grant(path: string, access: 'read' | 'write'): void {
    this.grants.push({ path, access })
    this.tell({ kind: 'grant', path, access })
  }

  /** Ends everything: asks first, kills after a moment. */
  async close(): Promise<void> {
    this.closing = true
    const host = this.host
    if (host !== null) {
      const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()))
      this.tell({ kind: 'close' })
      const late = setTimeout(() => host.kill(), graceMs)
      await ended
      clearTimeout(late)
    }
    this.killWorkers()
  }

  private hear(message: FromHost): void {
    switch (message.kind) {
      case 'started':
        return this.input.onHost()
      case 'workspace':
        this.workspaceFolder = message.folder
        return
      case 'open-worker':
        return this.openWorker(message)
      case 'kill-worker':
        return kill(this.workers.get(message.worker))
      case 'closed':
        return kill(this.host ?? undefined)
    }
  }

  private openWorker({ worker, workerKind, environment }: Extract<FromHost, { kind: 'open-worker' }>): void {
    const env = { ...process.env, ...environment } as Record<string, string>
    const serviceName = `Netloom ${workerKind} worker`
    const child = utilityProcess.fork(places.worker, [workerKind], { stdio: 'pipe', env, serviceName })
    const lastLines = followed(child, `[${workerKind}]`)
    const host = this.host
    this.workers.set(worker, child)
    child.once('spawn', () => {
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      host?.postMessage({ kind: 'worker-opened', worker, pid: child.pid ?? 0 } satisfies ToHost, [port2])
    })
    child.once('exit', (code) => {
      // A new host counts its workers from 1 again: the place may be another's by now.
      if (this.workers.get(worker) === child) this.workers.delete(worker)
      if (this.host === host) this.tell({ kind: 'worker-exited', worker, code, lastLines: lastLines.all() })
    })
  }

  private hostEnded(host: UtilityProcess, lastLines: LastLines): void {
    if (this.host !== host) return
    this.host = null
    // A worker without its host has nobody to report to.
    this.killWorkers()
    if (this.closing) return
    this.input.onHostLost()
    const now = Date.now()
    this.deaths = [...this.deaths.filter((at) => now - at < quickMs), now]
    if (this.deaths.length > mostQuickDeaths) this.input.onGivenUp(lastLines.all())
    else this.startHost()
  }

  private killWorkers(): void {
    for (const child of this.workers.values()) kill(child)
  }

  private tell(message: ToHost): void {
    this.host?.postMessage(message)
  }
}

/** By force: a process that is asked nicely may be inside native code and not hear it. One that is not up yet ends as soon as it is. */
function kill(child: UtilityProcess | undefined): void {
  if (child === undefined) return
  const { pid } = child
  if (pid === undefined) return void child.once('spawn', () => kill(child))
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may have ended by itself a moment ago.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function followed(child: UtilityProcess, name: string): LastLines {
  const lines = new LastLines()
  // Without a listener, running out of memory in there would be an uncaught error in here; its exit follows.
  child.on('error', (type, location) => process.stderr.write(`${name} ${type} ${location}\n`))
  for (const stream of [child.stdout, child.stderr]) {
    lines.follow(stream as import('node:stream').Readable | null)
    stream?.on('data', (text: string) => process.stderr.write(`${name} ${text}`))
  }
  return lines
}
