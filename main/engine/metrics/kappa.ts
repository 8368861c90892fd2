// Metric `kappa`: how far prediction and truth agree beyond chance.
import { classCounts, products, sum } from './classCounts'
import type { Metric } from './metric'

/** Cohen's kappa (1960), as scikit-learn's `cohen_kappa_score`. Null where both name one and the same class alone. */
export const kappa: Metric = {
  name: 'kappa',
  label: { en: "Cohen's kappa", zh: 'Cohen κ 系数' },
  summary: {
    en: 'Agreement beyond what the frequencies of the classes give by chance: 1 is full, 0 is chance.',
    zh: '超出类别频率所带来的偶然一致的程度：1 为完全一致，0 为偶然。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => {
    const counts = classCounts(input)
    if (counts === null) return null
    const { actual, called, hits, rows } = counts
    const chance = products(actual, called) / rows ** 2
    return chance === 1 ? null : (sum(hits) / rows - chance) / (1 - chance)
  },
}
