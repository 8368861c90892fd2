// The worker's loop: decodes commands, runs tasks, reports. The same over every transport.
import { cancelled, toWire } from '../../shared/contract/errors'
import type { TaskContext, TaskHandler, TaskName, WorkerCommand } from '../../shared/contract/worker'
import type { WorkerSide } from '../engine/runs'
import { loadTask } from './tasks'

interface Running {
  abort: AbortController
  stop: boolean
  paused: boolean
  /** Called when it is to wait no longer. */
  waiting: (() => void)[]
  /** What it was told and has not heard yet. */
  words: unknown[]
  hears: ((word: unknown) => void) | null
}

/** Serves tasks on one wire until the process ends. It is ready once `loading` is over, and takes tasks before. */
export function serve(side: WorkerSide, loading: Promise<unknown> = Promise.resolve()): void {
  const running = new Map<number, Running>()
  side.onCommand((command) => {
    if (command.kind === 'start') void start(side, running, command)
    else if (command.kind === 'cancel') cancel(running, command)
    else if (command.kind === 'tell') tell(running.get(command.id), command.word)
    else pauseOrResume(running.get(command.id), command.kind === 'pause')
  })
  const ready = () => side.post({ kind: 'ready' })
  // What cannot be loaded is told by the first task.
  void loading.then(ready, ready)
}

function cancel(running: Map<number, Running>, command: Extract<WorkerCommand, { kind: 'cancel' }>): void {
  // -1: all, when an in-process worker is killed.
  const tasks = command.id === -1 ? [...running.values()] : [running.get(command.id)]
  for (const task of tasks) {
    if (task === undefined) continue
    task.stop = true
    if (!command.keep) task.abort.abort()
    wake(task)
  }
}

function pauseOrResume(task: Running | undefined, pause: boolean): void {
  if (task === undefined) return
  task.paused = pause
  if (!pause) wake(task)
}

function tell(task: Running | undefined, word: unknown): void {
  if (task === undefined) return
  if (task.hears === null) task.words.push(word)
  else task.hears(word)
}

function wake(task: Running): void {
  for (const go of task.waiting.splice(0)) go()
}

type Start = Extract<WorkerCommand, { kind: 'start' }>

async function start(side: WorkerSide, running: Map<number, Running>, command: Start): Promise<void> {
  const { id } = command
  const task: Running = {
    ...{ abort: new AbortController(), stop: false, paused: false },
    ...{ waiting: [], words: [], hears: null },
  }
  running.set(id, task)
  try {
    const handler = (await loadTask(command.task)) as TaskHandler<TaskName>
    const value = await handler(command.input as never, contextOf(side, id, task))
    if (task.abort.signal.aborted) throw cancelled()
    side.post({ kind: 'done', id, value })
  } catch (error) {
    side.post({ kind: 'failed', id, error: toWire(task.abort.signal.aborted ? cancelled() : error) })
  } finally {
    running.delete(id)
  }
}

function contextOf(side: WorkerSide, id: number, task: Running): TaskContext<TaskName> {
  return {
    signal: task.abort.signal,
    stopAsked: () => task.stop,
    pauseAsked: () => task.paused,
    resumed: () =>
      task.paused && !task.stop ? new Promise((resolve) => task.waiting.push(resolve)) : Promise.resolve(),
    onWord(listener) {
      task.hears = listener as (word: unknown) => void
      for (const word of task.words.splice(0)) task.hears(word)
    },
    progress: (stage, done, total) => side.post({ kind: 'progress', id, stage, done, total }),
    log: (line) => side.post({ kind: 'log', id, line }),
    report: (report) => side.post({ kind: 'report', id, report }),
  }
}
