// Metric `balancedAccuracy`: the mean of each class's share of rows that are predicted right.
import { classCounts } from './classCounts'
import type { Metric } from './metric'

/** The mean recall over the classes that have rows, as scikit-learn's `balanced_accuracy_score`. */
export const balancedAccuracy: Metric = {
  name: 'balancedAccuracy',
  label: { en: 'Balanced accuracy', zh: '平衡准确率' },
  summary: {
    en: 'Mean over the classes of the share of their rows that are predicted right: rare classes count as much as frequent ones.',
    zh: '各类别中预测正确的行所占比例的平均值：稀有类别与常见类别同等重要。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => {
    const counts = classCounts(input)
    if (counts === null) return null
    const { actual, hits } = counts
    const codes = [...actual.keys()].filter((code) => (actual[code] as number) > 0)
    return codes.reduce((total, code) => total + (hits[code] as number) / (actual[code] as number), 0) / codes.length
  },
}
