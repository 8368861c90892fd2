// Long steps under way: each has the name its asker gave it, tells its progress, and can be cancelled.
import { AppError, cancelled } from '../../shared/contract/errors'
import type { Events } from '../../shared/contract/events'

export interface Step {
  signal: AbortSignal
  onProgress: (stage: string, done: number, total: number | null) => void
}

export class TaskBoard {
  /** Each with its asker's name for it. */
  private readonly running = new Map<AbortController, string | undefined>()

  constructor(private readonly emit: (name: 'tasks.progressed', payload: Events['tasks.progressed']) => void) {}

  /** Runs `work` under the name `task`; without a name it is not told of, and ends early only with all others. */
  async run<T>(task: string | undefined, work: (step: Step) => Promise<T>): Promise<T> {
    const abort = new AbortController()
    this.running.set(abort, task)
    const onProgress: Step['onProgress'] = (stage, done, total) => {
      if (task !== undefined) this.emit('tasks.progressed', { task, stage, done, total })
    }
    try {
      return await work({ signal: abort.signal, onProgress })
    } catch (error) {
      // What was cancelled may trip over the workspace that was closed behind it.
      throw abort.signal.aborted && !(error instanceof AppError) ? cancelled() : error
    } finally {
      this.running.delete(abort)
    }
  }

  cancel(task: string): boolean {
    const named = [...this.running].filter(([, name]) => name === task)
    for (const [abort] of named) abort.abort()
    return named.length > 0
  }

  cancelAll(): void {
    for (const abort of this.running.keys()) abort.abort()
  }
}
