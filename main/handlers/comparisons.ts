// Requests about runs side by side.
import { compare } from '../engine/comparisons'
import { metricInfos } from '../engine/metrics'
import type { HandlersOf } from './context'

export const comparisons: HandlersOf<'comparisons'> = {
  'comparisons.compare': ({ runs }, context) => {
    const { workspace } = context.room()
    const chosen = [...new Set(runs)].map((id) => workspace.runs.get(id))
    return compare(chosen, workspace.series.summaries(runs), metricInfos())
  },
}
