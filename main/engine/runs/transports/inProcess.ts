// A worker inside this process, for unit tests: the same messages, copied as a real wire would copy them.
import type { WorkerCommand, WorkerReport } from '../../../../shared/contract/worker'
import type { OpenWorker, WorkerExit, WorkerLink, WorkerSide } from '../link'

/** `serve` is the worker's own main function, handed its end of the wire. */
export function inProcess(serve: (side: WorkerSide) => void): OpenWorker {
  return () => openInProcess(serve)
}

function openInProcess(serve: (side: WorkerSide) => void): WorkerLink {
  const reports: ((report: WorkerReport) => void)[] = []
  const commands: ((command: WorkerCommand) => void)[] = []
  const exits: ((exit: WorkerExit) => void)[] = []
  let alive = true
  const deliver = <T>(listeners: ((message: T) => void)[], message: T): void => {
    const copy = structuredClone(message)
    setImmediate(() => {
      if (alive) for (const listener of listeners) listener(copy)
    })
  }
  serve({
    post: (report) => deliver(reports, report),
    onCommand: (listener) => commands.push(listener),
  })
  return {
    pid: null,
    send: (command) => deliver(commands, command),
    onReport: (listener) => reports.push(listener),
    onExit: (listener) => exits.push(listener),
    kill: () => {
      if (!alive) return
      // What still runs in there must stop by itself: a task looks at its signal.
      for (const listener of commands) listener({ kind: 'cancel', id: -1, keep: false })
      alive = false
      for (const listener of exits) listener({ code: null, signal: 'SIGKILL', lastLines: [] })
    },
  }
}
