// A worker that stays: opened when first needed, opened again when it was lost, its task then tried once more.
import { AppError } from '../../../shared/contract/errors'
import type { TaskName, Tasks, WorkerKind } from '../../../shared/contract/worker'
import type { OpenWorker } from './link'
import { WorkerClient, type TaskListeners } from './workerClient'

export class ResidentWorker {
  private client: WorkerClient | null = null
  private disposed = false

  constructor(
    private readonly openWorker: OpenWorker,
    private readonly kind: WorkerKind,
    private readonly environment: Record<string, string> = {},
  ) {}

  get pid(): number | null {
    return this.client?.pid ?? null
  }

  /**
   * Runs a task; its tasks make their files whole or not at all, so one that was lost can be tried again.
   * Rejects with the task's own AppError, or with `run/worker-lost` when the worker was lost twice.
   */
  async run<N extends TaskName>(
    task: N,
    input: Tasks[N]['input'],
    listeners: TaskListeners<N> = {},
  ): Promise<Tasks[N]['output']> {
    try {
      return await this.alive().run(task, input, listeners)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'run/worker-lost' || this.disposed) throw error
      return this.alive().run(task, input, listeners)
    }
  }

  dispose(): void {
    this.disposed = true
    this.client?.kill()
    this.client = null
  }

  private alive(): WorkerClient {
    if (this.client === null || this.client.isLost)
      this.client = new WorkerClient(this.openWorker(this.kind, this.environment))
    return this.client
  }
}
