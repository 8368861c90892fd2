// Metric `auc`: how well the outputs rank positive rows above negative ones.
import { ascending } from '../../../shared/numbers/ascending'
import { shareOfPairs } from '../../../shared/numbers/pairs'
import type { Metric, MetricInput } from './metric'
import { oneAgainstRest } from './oneAgainstRest'

/**
 * Area under the ROC curve by the Mann-Whitney statistic, ties counted as a half. Multi-class: the unweighted mean of
 * one class against the rest (scikit-learn's `multi_class='ovr', average='macro'`). Null when a class has no rows.
 */
export const auc: Metric = {
  name: 'auc',
  label: { en: 'AUC', zh: 'AUC' },
  summary: {
    en: 'Chance that a positive row gets a higher output than a negative one; .5 is guessing.',
    zh: '正例的输出高于负例的概率；0.5 相当于随机猜测。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: true,
  compute: (input) => oneAgainstRest(input, against),
}

/** Compares output column `column` of the rows of class `code` with that of all others. */
function against({ targets, outputs, width }: MetricInput, code: number, column: number): number | null {
  // What a network gave is float32, and sorted as that.
  const room = () =>
    outputs instanceof Float32Array ? new Float32Array(targets.length) : new Float64Array(targets.length)
  const [higher, lower] = [room(), room()]
  let positives = 0
  let negatives = 0
  for (let row = 0; row < targets.length; row += 1) {
    const score = outputs[row * width + column] as number
    if (Number.isNaN(score)) return null
    if (targets[row] === code) higher[positives++] = score
    else lower[negatives++] = score
  }
  if (positives === 0 || negatives === 0) return null
  return shareOfPairs(sorted(higher.subarray(0, positives)), sorted(lower.subarray(0, negatives)))
}

/** Numbers alone: after every epoch of a fast run, rows in order of their scores would take longer than its steps. */
const sorted = (scores: Float32Array | Float64Array) =>
  scores instanceof Float32Array ? ascending(scores) : scores.sort()
