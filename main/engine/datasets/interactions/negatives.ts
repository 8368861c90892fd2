// Draws items that a user has not come to: by chance alone, or the likelier the more often an item occurs.
import { createRandom } from '../../../../shared/numbers/random'
import type { Random } from '../../../../shared/numbers/random'
import { rowNumbers } from './rows'

/** Items of each user with the earliest part in which he came to them. Users are any codes from 0, items codes from 1. */
export interface Positives {
  /** Where the items of each user begin; one more than there are users. */
  starts: Int32Array
  /** Of each user in ascending order, each once. */
  items: Int32Array
  /** The earliest part of each. */
  part: Uint8Array
}

/** From pairs in any order; pairs with the item 0 are passed over. */
export function positivesOf(users: Int32Array, items: Int32Array, part: Uint8Array, userCount: number): Positives {
  const order = rowNumbers(users.length).filter((pair) => (items[pair] as number) > 0)
  const at = (values: ArrayLike<number>, pair: number) => values[pair] as number
  order.sort((a, b) => at(users, a) - at(users, b) || at(items, a) - at(items, b) || at(part, a) - at(part, b))
  const starts = new Int32Array(userCount + 1)
  const kept = new Int32Array(order.length)
  let count = 0
  let [user, item] = [-1, -1]
  for (const pair of order) {
    if (at(users, pair) === user && at(items, pair) === item) continue
    user = at(users, pair)
    item = at(items, pair)
    kept[count++] = pair
    starts[user + 1] = (starts[user + 1] as number) + 1
  }
  for (let one = 0; one < userCount; one++) starts[one + 1] = (starts[one + 1] as number) + (starts[one] as number)
  const pairs = kept.subarray(0, count)
  return {
    starts,
    items: pairs.map((pair) => at(items, pair)),
    part: Uint8Array.from(pairs, (pair) => at(part, pair)),
  }
}

/** True when the user came to the item in that part or an earlier one. */
export function isPositive({ starts, items, part }: Positives, user: number, item: number, until: number): boolean {
  let [low, high] = [starts[user] as number, starts[user + 1] as number]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle] as number) < item) low = middle + 1
    else high = middle
  }
  return low < (starts[user + 1] as number) && items[low] === item && (part[low] as number) <= until
}

/**
 * Draws an index of `weights` with a chance in proportion to them: the alias method of Walker (1977) as Vose (1991) builds
 * its tables, so that a draw costs the same however many there are.
 */
export function drawerOf(weights: Float64Array): (random: Random) => number {
  const count = weights.length
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const share = weights.map((weight) => (weight * count) / sum)
  const alias = Int32Array.from(weights.keys())
  const small: number[] = []
  const large: number[] = []
  share.forEach((value, index) => (value < 1 ? small : large).push(index))
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop() as number, large.pop() as number]
    alias[less] = more
    share[more] = (share[more] as number) - (1 - (share[less] as number))
    ;((share[more] as number) < 1 ? small : large).push(more)
  }
  // What is left over differs from 1 by rounding alone.
  for (const index of [...small, ...large]) share[index] = 1
  return (random) => {
    const index = random.below(count)
    return random.next() < (share[index] as number) ? index : (alias[index] as number)
  }
}

/**
 * Chances of items 1, 2, ... by how often each occurs: count^0.75 as Mikolov et al. (2013) draw words. Roots of roots,
 * since a power may differ in its last bit between machines.
 */
export function popularityOf(counts: Int32Array): Float64Array {
  return Float64Array.from(counts, (count) => Math.sqrt(count) * Math.sqrt(Math.sqrt(count)))
}

export interface Sampler {
  /** Puts up to `wanted` items that the user has not come to until that part into `into` from `at` on; returns how many. */
  draw(user: number, until: number, wanted: number, into: Int32Array, at: number): number
}

/** How often a drawn item may turn out to be a positive before the others are counted one by one. */
const mostTries = 50

/** An item may be drawn twice for one positive. The draws follow one another, so the order of the calls matters. */
export function samplerOf(positives: Positives, chances: Float64Array, seed: number): Sampler {
  const random = createRandom(seed)
  const any = drawerOf(chances)
  const isFree = (user: number, until: number, item: number) => !isPositive(positives, user, item, until)
  const among = (free: number[]) => {
    const draw = drawerOf(Float64Array.from(free, (item) => chances[item - 1] as number))
    return () => free[draw(random)] as number
  }
  return {
    draw(user, until, wanted, into, at) {
      for (let drawn = 0; drawn < wanted; drawn++) {
        let item = any(random) + 1
        for (let tries = 1; tries < mostTries && !isFree(user, until, item); tries++) item = any(random) + 1
        if (!isFree(user, until, item)) {
          const free = Array.from(chances.keys(), (index) => index + 1).filter((one) => isFree(user, until, one))
          if (free.length === 0) return drawn
          item = among(free)()
        }
        into[at + drawn] = item
      }
      return wanted
    },
  }
}
