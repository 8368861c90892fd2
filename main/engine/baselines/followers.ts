// Baseline `followers`: what most often came right after the last item.
import type { Baseline } from './baseline'
import { comingsOf, historiesIn } from './comings'
import { rowsOf } from './rows'

/** A first-order Markov chain (as in Rendle et al. 2010): how often each item followed the last one of the history in the training rows; of items that never did, the more popular first. */
export const followers: Baseline = {
  name: 'followers',
  label: { en: 'What follows', zh: '最常接续' },
  summary: {
    en: 'Recommends what most often followed the last item of the history.',
    zh: '推荐历史中最后一个物品之后最常出现的物品。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'nextItem',
  *fit(prepared) {
    const histories = historiesIn(prepared)
    const { items, itemCount } = comingsOf(prepared)
    const popular = new Float64Array(itemCount)
    for (const item of items) popular[item] = (popular[item] as number) + 1
    const counts = new Map<number, Map<number, number>>()
    for (const row of rowsOf(prepared, 'train')) {
      const [last, next] = [histories.of(row).at(-1) ?? 0, prepared.target[row] as number]
      const after = counts.get(last) ?? new Map<number, number>()
      counts.set(last, after.set(next, (after.get(next) ?? 0) + 1))
    }
    // Less than one time of following, whatever the popularity.
    const backing = popular.map((count) => count / (items.length + 1))
    const given = new Float64Array(itemCount)
    return {
      scores: ({ row }) => {
        given.set(backing)
        for (const [item, count] of counts.get(histories.of(row).at(-1) ?? 0) ?? []) {
          given[item] = (given[item] as number) + count
        }
        return given
      },
    }
  },
}
