// Metric `topThreeAccuracy`: the share of rows whose class is among the three most probable ones.
import { meanOverRows } from './metric'
import type { Metric, MetricInput } from './metric'

const places = 3

/** Of equal probabilities the later class is the better placed, as in scikit-learn's `top_k_accuracy_score`. Null for three classes or fewer. */
export const topThreeAccuracy: Metric = {
  name: 'topThreeAccuracy',
  label: { en: 'Top-3 accuracy', zh: 'Top-3 准确率' },
  summary: {
    en: 'Share of rows whose class is among the three most probable; only for more than three classes.',
    zh: '真实类别位于概率最高的三个类别之中的行所占的比例；仅适用于三个以上的类别。',
  },
  direction: 'higher',
  goals: ['multiclass'],
  eachEpoch: false,
  compute: (input) => (input.width <= places ? null : meanOverRows(input, (row) => (isPlaced(input, row) ? 1 : 0))),
}

function isPlaced({ targets, outputs, width }: MetricInput, row: number): boolean {
  const truth = targets[row] as number
  const own = outputs[row * width + truth] as number
  let before = 0
  for (let code = 0; code < width; code += 1) {
    const other = outputs[row * width + code] as number
    if (other > own || (other === own && code > truth)) before += 1
  }
  return before < places
}
