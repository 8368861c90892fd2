// A worker as an Electron utility process, as the engine host sees it: the window's process forks it and hands over a port.
import type { FromHost, Port, ToHost } from '../../../../shared/contract/control'
import type { WorkerCommand, WorkerReport } from '../../../../shared/contract/worker'
import type { OpenWorker, WorkerExit, WorkerLink } from '../link'

/** One for a host: turns the window process's messages into links. */
export class UtilityWorkers {
  private next = 1
  private readonly open = new Map<number, UtilityLink>()

  constructor(private readonly tell: (message: FromHost) => void) {}

  readonly openWorker: OpenWorker = (workerKind, environment) => {
    const worker = this.next++
    const link = new UtilityLink(() => this.tell({ kind: 'kill-worker', worker }))
    this.open.set(worker, link)
    this.tell({ kind: 'open-worker', worker, workerKind, environment })
    return link
  }

  /** Takes what concerns workers; true when it did. */
  hear(message: ToHost, ports: Port[]): boolean {
    if (message.kind === 'worker-opened') {
      const port = ports[0]
      if (port !== undefined) this.open.get(message.worker)?.connect(port, message.pid)
      return true
    }
    if (message.kind !== 'worker-exited') return false
    this.open.get(message.worker)?.ended({ code: message.code, signal: null, lastLines: message.lastLines })
    this.open.delete(message.worker)
    return true
  }
}

class UtilityLink implements WorkerLink {
  pid: number | null = null
  private port: Port | null = null
  /** Commands sent before the port came. */
  private readonly early: WorkerCommand[] = []
  private readonly reports: ((report: WorkerReport) => void)[] = []
  private readonly exits: ((exit: WorkerExit) => void)[] = []

  constructor(readonly kill: () => void) {}

  connect(port: Port, pid: number): void {
    this.pid = pid
    this.port = port
    port.on('message', (event) => {
      for (const listener of this.reports) listener(event.data as WorkerReport)
    })
    port.start?.()
    for (const command of this.early.splice(0)) port.postMessage(command)
  }

  ended(exit: WorkerExit): void {
    for (const listener of this.exits) listener(exit)
  }

  send(command: WorkerCommand): void {
    if (this.port === null) this.early.push(command)
    else this.port.postMessage(command)
  }

  onReport(listener: (report: WorkerReport) => void): void {
    this.reports.push(listener)
  }

  onExit(listener: (exit: WorkerExit) => void): void {
    this.exits.push(listener)
  }
}
