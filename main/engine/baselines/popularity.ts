// Baseline `popularity`: everybody is recommended what most people came to.
import type { Baseline } from './baseline'
import { comingsOf } from './comings'

/** Rows of the item in the training part; of equally popular items the order is that of `TopList`. */
export const popularity: Baseline = {
  name: 'popularity',
  label: { en: 'Most popular', zh: '最热门' },
  summary: {
    en: 'Recommends to everybody the items with the most training rows.',
    zh: '向所有人推荐训练行最多的物品。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'topN' || arrangement?.task === 'nextItem',
  *fit(prepared) {
    const { items, itemCount } = comingsOf(prepared)
    const counts = new Float64Array(itemCount)
    for (const item of items) counts[item] = (counts[item] as number) + 1
    return { scores: () => counts }
  },
}
