// Long steps under way: each has the name its asker gave it, tells its progress, and can be cancelled.
import type { Events } from '../../shared/contract/events'

export interface Step {
  signal: AbortSignal
  onProgress: (stage: string, done: number, total: number | null) => void
}

export class TaskBoard {
  private readonly running = new Map<string, AbortController>()

  constructor(private readonly emit: (name: 'tasks.progressed', payload: Events['tasks.progressed']) => void) {}

  /** Runs `work` under the name `task`; without a name it can be neither followed nor cancelled. */
  async run<T>(task: string | undefined, work: (step: Step) => Promise<T>): Promise<T> {
    const abort = new AbortController()
    if (task === undefined) return work({ signal: abort.signal, onProgress: () => undefined })
    this.running.set(task, abort)
    try {
      const onProgress: Step['onProgress'] = (stage, done, total) =>
        this.emit('tasks.progressed', { task, stage, done, total })
      return await work({ signal: abort.signal, onProgress })
    } finally {
      this.running.delete(task)
    }
  }

  cancel(task: string): boolean {
    const abort = this.running.get(task)
    abort?.abort()
    return abort !== undefined
  }

  cancelAll(): void {
    for (const abort of this.running.values()) abort.abort()
  }
}
