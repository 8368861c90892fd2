// A worker as a Node child process: the command line's transport.
import { fork } from 'node:child_process'
import type { WorkerReport } from '../../../../shared/contract/worker'
import type { OpenWorker, WorkerExit } from '../link'
import { LastLines } from './lastLines'

/** `entry` is the path of the built worker. */
export function forked(entry: string): OpenWorker {
  return (kind, environment) => {
    const child = fork(entry, [kind], {
      // 'advanced' carries typed arrays as they are.
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...environment },
    })
    const lastLines = new LastLines()
    lastLines.follow(child.stdout)
    lastLines.follow(child.stderr)
    const exits: ((exit: WorkerExit) => void)[] = []
    let exit: WorkerExit | null = null
    const ended = (code: number | null, signal: string | null): void => {
      if (exit !== null) return
      exit = { code, signal, lastLines: lastLines.all() }
      for (const listener of exits) listener(exit)
    }
    // 'close' comes after the last output was read; 'error' when it could not be started at all.
    child.on('close', ended)
    child.on('error', (error) => ended(null, error.message))
    return {
      pid: child.pid ?? null,
      send: (command) => {
        if (child.connected) child.send(command)
      },
      onReport: (listener) => child.on('message', (message) => listener(message as WorkerReport)),
      onExit: (listener) => {
        if (exit === null) exits.push(listener)
        else listener(exit)
      },
      kill: () => child.kill('SIGKILL'),
    }
  }
}
