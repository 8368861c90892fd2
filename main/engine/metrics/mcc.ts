// Metric `mcc`: the correlation of truth and prediction.
import { classCounts, products, sum } from './classCounts'
import type { Metric } from './metric'

/**
 * Matthews's correlation coefficient, for several classes after Gorodkin (2004), as scikit-learn's `matthews_corrcoef`: 0 where all
 * rows are of one class or are called one.
 */
export const mcc: Metric = {
  name: 'mcc',
  label: { en: 'MCC', zh: '马修斯相关系数' },
  summary: {
    en: 'Correlation of truth and prediction: 1 always right, 0 no better than chance, -1 always wrong.',
    zh: '真实类别与预测类别的相关系数：1 为全对，0 与随机无异，-1 为全错。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => {
    const counts = classCounts(input)
    if (counts === null) return null
    const { actual, called, hits, rows } = counts
    const spread = Math.sqrt((rows ** 2 - products(called, called)) * (rows ** 2 - products(actual, actual)))
    return spread === 0 ? 0 : (sum(hits) * rows - products(actual, called)) / spread
  },
}
