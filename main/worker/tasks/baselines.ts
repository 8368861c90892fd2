// The task of measuring baselines: plain arrays, no native library.
import type { TaskHandler } from '../../../shared/contract/worker'
import { baselinesFor, measure } from '../../engine/baselines'
import { inPieces } from '../../engine/datasets'
import { readPrepared } from '../../engine/workspace'

export const baselineTasks: { 'baselines.measure': TaskHandler<'baselines.measure'> } = {
  'baselines.measure': async ({ preparedFile }, context) => {
    const prepared = readPrepared(preparedFile)
    const chosen = baselinesFor(prepared.preparation)
    const found = []
    for (const [at, baseline] of chosen.entries()) {
      context.progress('baselines', at, chosen.length)
      const scores = await inPieces(measure(baseline, prepared), { signal: context.signal, progress: () => undefined })
      if (scores !== null) found.push(scores)
    }
    return found
  },
}
