// Metric `coverage`: how many of the items are ever recommended.
import type { RankingMetric } from './rankingMetric'

/** Items that are in any list / items that could be: RecBole's ItemCoverage. Not defined where lists were drawn from a few items. */
export const coverage: RankingMetric = {
  name: 'coverage',
  label: { en: 'Coverage at N', zh: '覆盖率@N' },
  summary: {
    en: 'Share of all items that are among the N recommended ones of anybody.',
    zh: '出现在任一用户的 N 个推荐物品中的物品占全部物品的比例。',
  },
  direction: 'higher',
  goals: ['binary', 'multiclass'],
  compute({ cases, items }) {
    if (cases.length === 0 || items === null || items === 0) return null
    const recommended = new Set<number>()
    for (const { top } of cases) for (const item of top) recommended.add(item)
    return recommended.size / items
  },
}
