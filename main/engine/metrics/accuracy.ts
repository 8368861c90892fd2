// Metric `accuracy`: the share of rows whose class is predicted right.
import { predicted } from './classCounts'
import { meanOverRows } from './metric'
import type { Metric } from './metric'

export const accuracy: Metric = {
  name: 'accuracy',
  label: { en: 'Accuracy', zh: '准确率' },
  summary: { en: 'Share of rows whose class is predicted right.', zh: '类别预测正确的行所占的比例。' },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: true,
  compute: (input) => meanOverRows(input, (row) => (predicted(input, row) === input.targets[row] ? 1 : 0)),
}
