// Metric `prAuc`: the area under the curve of precision against recall.
import type { Metric, MetricInput } from './metric'
import { oneAgainstRest } from './oneAgainstRest'

/**
 * Average precision, as scikit-learn's `average_precision_score`: the sum of precision times the step in recall over all thresholds, not
 * interpolated; rows of equal output share a threshold. Multi-class: the unweighted mean of one class against the rest. Null when a class
 * has no rows.
 */
export const prAuc: Metric = {
  name: 'prAuc',
  label: { en: 'PR-AUC', zh: 'PR-AUC' },
  summary: {
    en: 'Mean precision over all recalls: what AUC hides where positives are rare; guessing gives their share.',
    zh: '各召回率下精确率的平均值：正例稀少时比 AUC 更能说明问题；随机猜测的值等于正例所占比例。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => oneAgainstRest(input, against),
}

/** The rows of class `code` among all, best output in `column` first. */
function against({ targets, outputs, width }: MetricInput, code: number, column: number): number | null {
  const scores = Float64Array.from(targets, (_, row) => outputs[row * width + column] as number)
  const positives = Array.from(targets).filter((target) => target === code).length
  if (positives === 0 || scores.some(Number.isNaN)) return null
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number))
  let [area, found, foundBefore] = [0, 0, 0]
  order.forEach((row, place) => {
    if (targets[row] === code) found += 1
    const next = order[place + 1]
    if (next !== undefined && scores[next] === scores[row]) return
    area += ((found - foundBefore) / positives) * (found / (place + 1))
    foundBefore = found
  })
  return area
}
