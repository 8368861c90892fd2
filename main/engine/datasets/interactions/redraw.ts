// Negatives of the training rows drawn anew, for data that ask for it: another draw for each epoch.
import type { Prepared } from '../../workspace/prepared'
import { partCodes } from '../splits'
import { positivesOf, samplerOf } from './negatives'
import { blockOf, codesIn } from './preparedCodes'
import { rowNumbers } from './rows'
import { chancesOf } from './topN'

export interface Redraw {
  /** The item codes of all rows as they were prepared. */
  prepared: Int32Array
  /** The same, but the negatives of training rows are others, the same for the same seed. */
  drawn(seed: number): Int32Array
}

/**
 * Draws by the same rule as when the data were prepared, among items that the user has not come to in training. Null for data
 * that keep what was drawn. Rows of users with the code 0 keep
 * theirs, since they share what they came to.
 */
export function redrawOf(prepared: Prepared): Redraw | null {
  const { arrangement } = prepared.preparation
  if (arrangement?.task !== 'topN' || arrangement.settings.fresh !== true) return null
  const [users, items] = [codesIn(prepared, 'user'), codesIn(prepared, 'item')]
  const trains = rowNumbers(items.length).filter((row) => prepared.part[row] === partCodes.train)
  const right = trains.filter((row) => prepared.target[row] === 1)
  const wrong = trains.filter((row) => prepared.target[row] === 0 && (users[row] as number) > 0)
  const size = (name: string) => blockOf(prepared, name)?.size ?? 1
  const positives = positivesOf(at(users, right), at(items, right), new Uint8Array(right.length), size('user'))
  const counts = new Int32Array(size('item') - 1)
  for (const row of right) {
    const item = items[row] as number
    if (item > 0) counts[item - 1] = (counts[item - 1] as number) + 1
  }
  const chances = chancesOf(counts, arrangement.settings)
  return {
    prepared: items,
    drawn(seed) {
      const codes = items.slice()
      const sampler = samplerOf(positives, chances, seed)
      for (const row of wrong) sampler.draw(users[row] as number, partCodes.train, 1, codes, row)
      return codes
    },
  }
}

function at(codes: Int32Array, rows: Int32Array): Int32Array {
  return rows.map((row) => codes[row] as number)
}
