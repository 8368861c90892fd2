// Requests about the program itself.
import { availableParallelism, totalmem } from 'node:os'
import type { AppFacts } from '../../shared/records'
import type { Context, HandlersOf } from './context'
import { inOwnWorker } from './ownWorker'

export const app: HandlersOf<'app'> = {
  'app.facts': (_input, context) => factsOf(context),
}

/** The program and the machine it runs on. */
export async function factsOf(context: Context): Promise<AppFacts> {
  const { version, electron } = context.settings
  const found = await probe(context)
  return {
    ...found,
    version,
    electron,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
  }
}

/** A worker says which native libraries it finds: the host itself never loads them. */
function probe(context: Context): Promise<{ tensorflow: string | null; duckdb: string | null }> {
  const environment = { TF_CPP_MIN_LOG_LEVEL: '3' }
  return inOwnWorker(context, { kind: 'training', environment }, (client) => client.run('app.probe', {}))
}
