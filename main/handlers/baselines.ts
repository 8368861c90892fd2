// Requests about baselines: measured once for each way of preparing data, in a worker of their own.
import { AppError } from '../../shared/contract/errors'
import type { BaselineScores } from '../../shared/records'
import { baselineInfos } from '../engine/baselines'
import type { Workspace } from '../engine/workspace'
import type { Context, HandlersOf } from './context'
import { inOwnWorker } from './ownWorker'
import { requireData } from './preparing'

export const baselines: HandlersOf<'baselines'> = {
  'baselines.list': () => baselineInfos(),
  'baselines.measure': ({ run, task }, context) => {
    const { workspace } = context.room()
    const chosen = workspace.runs.get(run)
    const known = workspace.baselines.read(chosen.prepared)
    if (known !== null) return known
    requireData(chosen, context)
    return measured(chosen.prepared, context, task)
  },
}

/** Those that are being measured, so that nobody measures them twice. */
const underWay = new WeakMap<Workspace, Map<string, Promise<BaselineScores[]>>>()

/** For the runs that were just launched, beside them; nobody waits for it. */
export function measureBeside(prepared: string, context: Context): void {
  if (context.room().workspace.baselines.read(prepared) !== null) return
  measured(prepared, context, `baselines ${prepared}`).catch((error: unknown) => {
    // Stopped, or the data went meanwhile: they are measured when they are asked for.
    if (!(error instanceof AppError)) throw error
  })
}

function measured(prepared: string, context: Context, task: string | undefined): Promise<BaselineScores[]> {
  const { workspace } = context.room()
  const running = underWay.get(workspace) ?? new Map<string, Promise<BaselineScores[]>>()
  underWay.set(workspace, running)
  const known = running.get(prepared)
  if (known !== undefined) return known
  const promise = context
    .step(task, async (step) => {
      const preparedFile = workspace.paths.preparedFile(prepared)
      const scores = await inOwnWorker(context, { kind: 'tables' }, (client) =>
        client.run('baselines.measure', { preparedFile }, step),
      )
      workspace.baselines.write(prepared, scores)
      context.emit('baselines.measured', { prepared })
      return scores
    })
    .finally(() => running.delete(prepared))
  running.set(prepared, promise)
  return promise
}
