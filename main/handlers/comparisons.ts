// Requests about runs side by side.
import { compare } from '../engine/comparisons'
import { baselineInfos } from '../engine/baselines'
import { metricInfos } from '../engine/metrics'
import type { HandlersOf } from './context'

export const comparisons: HandlersOf<'comparisons'> = {
  'comparisons.compare': ({ runs }, context) => {
    const { workspace } = context.room()
    const chosen = [...new Set(runs)].map((id) => workspace.runs.get(id))
    const known = [...new Set(chosen.map(({ prepared }) => prepared))].map((prepared) => {
      return { prepared, scores: workspace.baselines.read(prepared) ?? [] }
    })
    const summaries = workspace.series.summaries(runs)
    return compare(chosen, { summaries, infos: metricInfos(), baselines: baselineInfos(), known })
  },
}
