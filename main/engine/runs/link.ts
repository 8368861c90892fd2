// A worker as its owner sees it, whatever transport carries it: something to send to, to hear from, and to end.
import type { WorkerCommand, WorkerKind, WorkerReport } from '../../../shared/contract/worker'

export interface WorkerExit {
  code: number | null
  signal: string | null
  /** The last lines it printed: all there is to know when it crashed. */
  lastLines: string[]
}

export interface WorkerLink {
  /** Process id, null for a worker inside this process or one that is not up yet. */
  readonly pid: number | null
  send(command: WorkerCommand): void
  onReport(listener: (report: WorkerReport) => void): void
  /** Called once, also when the worker ended as it should. */
  onExit(listener: (exit: WorkerExit) => void): void
  kill(): void
}

export type OpenWorker = (kind: WorkerKind, environment: Record<string, string>) => WorkerLink

/** The worker's own end of the wire. */
export interface WorkerSide {
  post(report: WorkerReport): void
  onCommand(listener: (command: WorkerCommand) => void): void
}
