// A worker for one step alone, which ends with it.
import type { WorkerKind } from '../../shared/contract/worker'
import { WorkerClient } from '../engine/runs'
import type { Context } from './context'

export interface OwnWorker {
  kind: WorkerKind
  environment?: Record<string, string>
}

export async function inOwnWorker<T>(
  { openWorker }: Pick<Context, 'openWorker'>,
  { kind, environment = {} }: OwnWorker,
  work: (client: WorkerClient) => Promise<T>,
): Promise<T> {
  const client = new WorkerClient(openWorker(kind, environment))
  try {
    return await work(client)
  } finally {
    client.kill()
  }
}
