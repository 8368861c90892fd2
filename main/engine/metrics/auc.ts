// Metric `auc`: how well the outputs rank positive rows above negative ones.
import type { Metric, MetricInput } from './metric'

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
  compute: (input) => (input.goal === 'binary' ? against(input, 1, 0) : macro(input)),
}

function macro(input: MetricInput): number | null {
  const areas = Array.from({ length: input.width }, (_, code) => against(input, code, code))
  return areas.some((area) => area === null)
    ? null
    : areas.reduce<number>((sum, area) => sum + (area as number), 0) / areas.length
}

/** Ranks output column `column` and compares the rows of class `code` with all others. */
function against({ targets, outputs, width }: MetricInput, code: number, column: number): number | null {
  const rows = targets.length
  const scores = Float64Array.from({ length: rows }, (_, row) => outputs[row * width + column] as number)
  const order = Uint32Array.from({ length: rows }, (_, row) => row)
  order.sort((a, b) => (scores[a] as number) - (scores[b] as number))
  let positives = 0
  let rankSum = 0
  for (let start = 0; start < rows;) {
    let end = start
    let tiedPositives = 0
    const score = scores[order[start] as number]
    for (; end < rows && scores[order[end] as number] === score; end += 1) {
      if (targets[order[end] as number] === code) tiedPositives += 1
    }
    // A NaN equals nothing, not even itself: nothing can be ranked.
    if (end === start) return null
    rankSum += tiedPositives * ((start + 1 + end) / 2)
    positives += tiedPositives
    start = end
  }
  const pairs = positives * (rows - positives)
  return pairs === 0 ? null : (rankSum - (positives * (positives + 1)) / 2) / pairs
}
