// Metric `brier`: the squared distance of the probabilities from the truth.
import { meanOverRows, probability } from './metric'
import type { Metric } from './metric'

/**
 * Binary: the mean of (probability - truth)², between 0 and 1. Multi-class: the sum of that over all classes, between 0 and 2 (Brier
 * 1950); as scikit-learn's `brier_score_loss` with its `scale_by_half='auto'`.
 */
export const brier: Metric = {
  name: 'brier',
  label: { en: 'Brier score', zh: 'Brier 分数' },
  summary: {
    en: 'Mean squared distance of the predicted probabilities from what happened.',
    zh: '预测概率与实际结果之间的均方距离。',
  },
  direction: 'lower',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) =>
    meanOverRows(input, (row) => {
      const truth = input.targets[row] as number
      if (input.goal === 'binary') return (probability(input, row, 1) - truth) ** 2
      let sum = 0
      for (let code = 0; code < input.width; code += 1) {
        sum += (probability(input, row, code) - (code === truth ? 1 : 0)) ** 2
      }
      return sum
    }),
}
