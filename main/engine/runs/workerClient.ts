// Tasks on a worker as promises, over any transport: start, hear progress and reports, cancel, notice that it was lost.
import { AppError, cancelled, fromWire } from '../../../shared/contract/errors'
import type { TaskName, Tasks, WordOf, WorkerReport } from '../../../shared/contract/worker'
import type { WorkerExit, WorkerLink } from './link'

export interface TaskListeners<N extends TaskName> {
  onProgress?: (stage: string, done: number, total: number | null) => void
  onReport?: (report: Tasks[N]['report']) => void
  onLog?: (line: string) => void
  /** Drops the task. */
  signal?: AbortSignal
}

interface Pending {
  task: TaskName
  listeners: TaskListeners<TaskName>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

export class WorkerClient {
  private next = 1
  private readonly pending = new Map<number, Pending>()
  private exit: WorkerExit | null = null

  constructor(private readonly link: WorkerLink) {
    link.onReport((report) => this.hear(report))
    link.onExit((exit) => this.lost(exit))
  }

  get pid(): number | null {
    return this.link.pid
  }

  get isLost(): boolean {
    return this.exit !== null
  }

  /** Runs a task. Rejects with the task's own AppError, with `task/cancelled`, or with `run/worker-lost` when the worker ended first. */
  run<N extends TaskName>(
    task: N,
    input: Tasks[N]['input'],
    listeners: TaskListeners<N> = {},
  ): Promise<Tasks[N]['output']> {
    const id = this.next++
    return new Promise((resolve, reject) => {
      if (this.exit !== null) return reject(workerLost(this.exit))
      if (listeners.signal?.aborted === true) return reject(cancelled())
      const cancel = (): void => this.link.send({ kind: 'cancel', id, keep: false })
      listeners.signal?.addEventListener('abort', cancel, { once: true })
      const settle = (): void => listeners.signal?.removeEventListener('abort', cancel)
      this.pending.set(id, {
        task,
        listeners: listeners as TaskListeners<TaskName>,
        resolve: (value) => (settle(), resolve(value as Tasks[N]['output'])),
        reject: (error) => (settle(), reject(error)),
      })
      this.link.send({ kind: 'start', id, task, input })
    })
  }

  /** Asks every task to end soon and keep what there is. */
  stopAndKeep(): void {
    for (const id of this.pending.keys()) this.link.send({ kind: 'cancel', id, keep: true })
  }

  /** Asks every task to wait, or to go on. */
  pause(): void {
    for (const id of this.pending.keys()) this.link.send({ kind: 'pause', id })
  }

  resume(): void {
    for (const id of this.pending.keys()) this.link.send({ kind: 'resume', id })
  }

  /** Tells every task of that name something. */
  tell<N extends TaskName>(task: N, word: WordOf<N>): void {
    for (const [id, pending] of this.pending) if (pending.task === task) this.link.send({ kind: 'tell', id, word })
  }

  kill(): void {
    this.link.kill()
  }

  private hear(report: WorkerReport): void {
    if (report.kind === 'ready') return
    const pending = this.pending.get(report.id)
    if (pending === undefined) return
    const { listeners } = pending
    switch (report.kind) {
      case 'progress':
        return listeners.onProgress?.(report.stage, report.done, report.total)
      case 'log':
        return listeners.onLog?.(report.line)
      case 'report':
        return listeners.onReport?.(report.report as never)
      case 'done':
        this.pending.delete(report.id)
        // Done when nobody wants it any more: the workspace that it was for may be closed.
        if (listeners.signal?.aborted === true) return pending.reject(cancelled())
        return pending.resolve(report.value)
      case 'failed':
        this.pending.delete(report.id)
        return pending.reject(fromWire(report.error))
    }
  }

  private lost(exit: WorkerExit): void {
    this.exit = exit
    for (const pending of this.pending.values()) pending.reject(workerLost(exit))
    this.pending.clear()
  }
}

export function workerLost(exit: WorkerExit): AppError {
  const { signal, code } = exit
  const how = { en: signal ?? `exit code ${code ?? 'unknown'}`, zh: signal ?? `退出码 ${code ?? '未知'}` }
  return new AppError({
    code: 'run/worker-lost',
    message: {
      en: `The worker process ended before its work was done (${how.en}).`,
      zh: `工作进程在完成之前退出（${how.zh}）。`,
    },
    hint: {
      en: 'Everything logged until then is kept. Start it again; if it happens again, look at the last lines below.',
      zh: '此前记录的内容均已保留。请重新启动；若再次发生，请查看下面的最后几行输出。',
    },
    details: { exitCode: exit.code, signal: exit.signal, lastLines: exit.lastLines },
  })
}
