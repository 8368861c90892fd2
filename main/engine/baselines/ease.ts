// Baseline `ease`: a linear autoencoder over items, solved at once.
import { inverse, Matrix } from 'ml-matrix'
import type { Baseline } from './baseline'
import { bothWays, comingsOf, tasteOf } from './comings'

const penalty = 250
/** The inverse takes their third power. */
const mostItems = 2000

/**
 * EASE (Steck 2019): B = I - P diag(1/P), P = (X'X + 250 I)^-1, X users by items; an item's score is the sum of its weights over what the
 * user came to. Null for more than 2,000 items.
 */
export const ease: Baseline = {
  name: 'ease',
  label: { en: 'EASE', zh: 'EASE' },
  summary: {
    en: 'A linear model of each item by all others, solved exactly (Steck 2019); up to 2,000 items.',
    zh: '以其余物品线性表示每个物品并精确求解的模型（Steck 2019）；最多 2000 个物品。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'topN' || arrangement?.task === 'nextItem',
  *fit(prepared) {
    const comings = comingsOf(prepared)
    const count = comings.itemCount
    if (count - 1 > mostItems) return null
    const { ofUser } = bothWays(comings)
    const gram = Matrix.eye(count, count, penalty)
    for (const [user, own] of ofUser.entries()) {
      if (user % 256 === 0) yield { done: user, total: ofUser.length }
      for (const a of own) for (const b of own) gram.set(a, b, gram.get(a, b) + 1)
    }
    const solved = inverse(gram)
    const taste = tasteOf(prepared, ofUser)
    const given = new Float64Array(count)
    return {
      scores: (one) => {
        given.fill(0)
        for (const own of new Set(taste(one))) {
          for (let item = 0; item < count; item += 1) {
            if (item === own) continue
            given[item] = (given[item] as number) - solved.get(own, item) / solved.get(item, item)
          }
        }
        return given
      },
    }
  },
}
