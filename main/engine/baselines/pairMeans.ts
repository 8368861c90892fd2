// Baseline `pairMeans`: the mean rating, moved by how the user rates and how the item is rated.
import { pairsIn } from './blocks'
import type { Pairs } from './blocks'
import type { Baseline } from './baseline'
import { rowsOf } from './rows'

const [dampOfItems, dampOfUsers] = [10, 15]
const rounds = 10

/**
 * b_ui = mu + b_u + b_i, the baseline predictor of Koren (2010, section 2.1) by alternating means, shrunk to 0 by 15 ratings of a user and
 * 10 of an item (Surprise's `BaselineOnly` with ALS). A user or item that training lacks moves nothing.
 */
export const pairMeans: Baseline = {
  name: 'pairMeans',
  label: { en: 'Means of user and item', zh: '用户与物品均值' },
  summary: {
    en: 'The mean rating, moved by how kindly the user rates and how well the item is rated.',
    zh: '以平均评分为基础，按用户的评分习惯和物品的口碑修正。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'rating',
  *fit(prepared) {
    const pairs = pairsIn(prepared)
    const rows = rowsOf(prepared, 'train')
    const { target } = prepared
    const middle = rows.reduce((sum, row) => sum + (target[row] as number), 0) / Math.max(1, rows.length)
    const ofUsers = new Float64Array(pairs.userCount)
    const ofItems = new Float64Array(pairs.itemCount)
    for (let round = 0; round < rounds; round += 1) {
      yield { done: round, total: rounds }
      moved(ofItems, pairs.items, dampOfItems, rows, (row) => (target[row] as number) - middle - ofUser(row))
      moved(ofUsers, pairs.users, dampOfUsers, rows, (row) => (target[row] as number) - middle - ofItem(row))
    }
    function ofUser(row: number): number {
      return ofUsers[pairs.users[row] as number] as number
    }
    function ofItem(row: number): number {
      return ofItems[pairs.items[row] as number] as number
    }
    return { outputs: (asked) => Float32Array.from(asked, (row) => middle + ofUser(row) + ofItem(row)) }
  },
}

/** The mean of what is left for each code, shrunk by `damp` rows of nothing; code 0 stays at 0. */
function moved(
  means: Float64Array,
  codes: Pairs['users'],
  damp: number,
  rows: Int32Array,
  left: (row: number) => number,
): void {
  const [sums, counts] = [new Float64Array(means.length), new Float64Array(means.length)]
  for (const row of rows) {
    const code = codes[row] as number
    sums[code] = (sums[code] as number) + left(row)
    counts[code] = (counts[code] as number) + 1
  }
  for (let code = 1; code < means.length; code += 1) {
    means[code] = (sums[code] as number) / ((counts[code] as number) + damp)
  }
}
