// Baseline `itemNeighbours`: items that the same people came to.
import type { Baseline } from './baseline'
import { bothWays, comingsOf, tasteOf } from './comings'

const neighbours = 100
/** Pairs of items that somebody came to both of: beyond, counting them would take minutes. */
const mostPairs = 2_000_000_000
const piece = 64

/**
 * Item-based collaborative filtering (Deshpande and Karypis 2004): the cosine of two items over their users, the 100 nearest of each kept,
 * and an item's score is the sum over what the user came to; RecBole's `ItemKNN` with k = 100 and no shrinkage. Null where there would be
 * too many pairs.
 */
export const itemNeighbours: Baseline = {
  name: 'itemNeighbours',
  label: { en: 'Item neighbours', zh: '物品近邻' },
  summary: {
    en: 'Recommends what people came to who came to the same items: cosine of items, 100 neighbours.',
    zh: '推荐接触过相同物品的人还接触过的物品：物品余弦相似度，100 个近邻。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'topN' || arrangement?.task === 'nextItem',
  *fit(prepared) {
    const comings = comingsOf(prepared)
    const { ofUser, ofItem } = bothWays(comings)
    if (ofUser.reduce((sum, own) => sum + own.length ** 2, 0) > mostPairs) return null
    const near: Near[] = []
    const counts = new Float64Array(comings.itemCount)
    for (let item = 0; item < comings.itemCount; item += 1) {
      if (item % piece === 0) yield { done: item, total: comings.itemCount }
      near.push(nearOf(item, ofUser, ofItem, counts))
    }
    const taste = tasteOf(prepared, ofUser)
    const given = new Float64Array(comings.itemCount)
    return {
      scores: (one) => {
        given.fill(0)
        const own = new Set(taste(one))
        // An item keeps its own nearest ones, and is recommended by those of them that the user came to.
        near.forEach(({ items, cosines }, item) => {
          items.forEach((other, at) => {
            if (own.has(other)) given[item] = (given[item] as number) + (cosines[at] as number)
          })
        })
        return given
      },
    }
  },
}

interface Near {
  items: Int32Array
  cosines: Float64Array
}

/** `counts` is room for a number for each item, all 0 before and after. */
function nearOf(
  item: number,
  ofUser: readonly Int32Array[],
  ofItem: readonly Int32Array[],
  counts: Float64Array,
): Near {
  const met: number[] = []
  for (const user of ofItem[item] ?? []) {
    for (const other of ofUser[user] ?? []) {
      if (other === item) continue
      if (counts[other] === 0) met.push(other)
      counts[other] = (counts[other] as number) + 1
    }
  }
  const own = ofItem[item]?.length ?? 0
  const cosine = (other: number) => (counts[other] as number) / Math.sqrt(own * (ofItem[other]?.length ?? 1))
  const found = met.map((other) => ({ other, cosine: cosine(other) }))
  found.sort((a, b) => b.cosine - a.cosine || a.other - b.other)
  for (const other of met) counts[other] = 0
  const kept = found.slice(0, neighbours)
  return {
    items: Int32Array.from(kept, ({ other }) => other),
    cosines: Float64Array.from(kept, ({ cosine }) => cosine),
  }
}
