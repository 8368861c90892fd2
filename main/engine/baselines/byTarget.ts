// Prepared data target by target: a baseline predicts one at a time, whatever else a row has to predict.
import type { Preparation } from '../../../shared/records'
import { metricNameOf } from '../training'
import type { Prepared } from '../workspace/prepared'

/** As if each of the targets were the only one, the first before the others. */
export function preparationsOf({ alsoTargets = [], ...preparation }: Preparation): Preparation[] {
  const { alsoTargets: _, ...facts } = preparation.facts
  const others = alsoTargets.map((target) => {
    return { ...preparation, target, facts: { ...facts, goal: target.goal, classes: target.classes } }
  })
  return [{ ...preparation, facts }, ...others]
}

export interface OneTarget {
  prepared: Prepared
  /** What a metric of this target is called among the scores of all. */
  nameOf(metric: string): string
}

export function byTarget({ alsoTargets = [], ...prepared }: Prepared): OneTarget[] {
  const targets = [prepared.target, ...alsoTargets]
  return preparationsOf(prepared.preparation).map((preparation, index) => ({
    prepared: { ...prepared, preparation, target: targets[index] as Float32Array },
    nameOf: (metric) => metricNameOf(metric, preparation.target, index),
  }))
}
