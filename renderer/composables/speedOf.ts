// How fast a run is, in steps a second: now for one that trains, over all of it for one that has ended.
import type { Run } from '../../shared/records'
import { useRuns } from '../stores/runs'

/** Null before it is known. */
export function speedOf({ id, outcome }: Run): number | null {
  const live = useRuns().paces.get(id)
  const whole = outcome && outcome.trainingMs > 0 ? (outcome.stepsDone / outcome.trainingMs) * 1000 : null
  return live ?? whole
}
