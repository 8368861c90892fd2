// What runs of two architectures came to, side by side: the mean of each metric over the finished runs of each. Pure.
import type { ArchitectureRef, Part, Run } from '../../../../shared/records'

export interface ScoreRow {
  metric: string
  part: Part
  left: number | null
  right: number | null
}

export interface Scores {
  counts: { left: number; right: number }
  rows: ScoreRow[]
}

/** Finished runs on one data set. A run that knows no version stands for none in particular. */
export function runScores(
  runs: readonly Run[],
  dataset: string | undefined,
  left: Required<ArchitectureRef>,
  right: Required<ArchitectureRef>,
): Scores {
  const mine = (ref: Required<ArchitectureRef>) =>
    runs.filter(
      ({ architecture, status, dataset: trainedOn }) =>
        status === 'finished' &&
        trainedOn.id === dataset &&
        architecture.id === ref.architecture &&
        architecture.version === ref.version,
    )
  const [ofLeft, ofRight] = [mine(left), mine(right)]
  const part = partOf([...ofLeft, ...ofRight])
  const names = new Set([...ofLeft, ...ofRight].flatMap((run) => Object.keys(run.outcome?.scores[part] ?? {})))
  const rows = [...names].map((metric) => ({
    metric,
    part,
    left: mean(ofLeft, part, metric),
    right: mean(ofRight, part, metric),
  }))
  return { counts: { left: ofLeft.length, right: ofRight.length }, rows }
}

/** The test rows speak, unless there are none. */
function partOf(runs: readonly Run[]): Part {
  const has = (part: Part) => runs.some((run) => Object.keys(run.outcome?.scores[part] ?? {}).length > 0)
  return has('test') ? 'test' : 'validation'
}

function mean(runs: readonly Run[], part: Part, metric: string): number | null {
  const values = runs.map((run) => run.outcome?.scores[part]?.[metric]).filter((value) => typeof value === 'number')
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
