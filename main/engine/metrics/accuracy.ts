// Metric `accuracy`: the share of rows whose class is predicted right.
import { meanOverRows } from './metric'
import type { Metric, MetricInput } from './metric'

/** Binary: positive from a probability of .5 on. Multi-class: the most probable class, the first of equals. */
export const accuracy: Metric = {
  name: 'accuracy',
  label: { en: 'Accuracy', zh: '准确率' },
  summary: { en: 'Share of rows whose class is predicted right.', zh: '类别预测正确的行所占的比例。' },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute: (input) => meanOverRows(input, (row) => (predicted(input, row) === input.targets[row] ? 1 : 0)),
}

function predicted({ goal, outputs, width }: MetricInput, row: number): number {
  if (goal === 'binary') return (outputs[row] as number) >= 0.5 ? 1 : 0
  let best = 0
  for (let code = 1; code < width; code += 1) {
    if ((outputs[row * width + code] as number) > (outputs[row * width + best] as number)) best = code
  }
  return best
}
