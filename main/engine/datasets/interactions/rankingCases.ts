// Which lists of items a recommender is judged by: for whom, what should be in them, and what cannot be. Pure, out of prepared blocks.
import { createRandom } from '../../../../shared/numbers/random'
import type { Random } from '../../../../shared/numbers/random'
import { withDefaults } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields/field'
import type { Prepared } from '../../workspace/prepared'
import { partCodes } from '../splits'
import { isPositive, positivesOf } from './negatives'
import type { Positives } from './negatives'
import { blockOf, codesIn } from './preparedCodes'
import { rankingFields } from './rankingFields'
import { rowNumbers } from './rows'

export interface RankingCase {
  /** A row of the prepared data that asks for this list: a pair of the user, or a history. */
  row: number
  /** The code of the user, 0 for one whom training lacks or where there are none. */
  user: number
  /** Codes of the items that should be in the list, ascending. */
  relevant: Int32Array
  /** How many should be in it: items that training lacks too, which no list can hold. */
  count: number
  /** Codes of the items that the list is made of, ascending; null for all that `isSeen` does not leave out. */
  candidates: Int32Array | null
  isSeen(item: number): boolean
}

export interface RankingCases {
  cutoff: number
  /** Items with a code: 1 to `items`. */
  items: number
  cases: RankingCase[]
  /** Rows of users whom training lacks, for whom no list can be made. */
  unknown: number
}

/** What a row holds of it, for the tasks that recommend. */
interface Pairs {
  users: Int32Array
  items: Int32Array
  part: Uint8Array
}

const seedOfParts = 0x2545f491

/**
 * Top-N: a list for each user with rows in the part. Next item: a list for each row of the part. Null for other tasks and for
 * the training part. A list holds no item that the user came to in an earlier part, unless the setting `again` says so.
 * With drawn candidates there is a list for each right item: that one, and others that the user comes to in no part.
 */
export function rankingCases(prepared: Prepared, part: 'validation' | 'test'): RankingCases | null {
  const { arrangement } = prepared.preparation
  if (arrangement?.task !== 'topN' && arrangement?.task !== 'nextItem') return null
  const code = partCodes[part]
  const items = (blockOf(prepared, arrangement.task === 'topN' ? 'item' : 'sequence')?.size ?? 1) - 1
  const settings = withDefaults([...rankingFields], rankingOnly(arrangement.settings))
  const known =
    arrangement.task === 'topN' ? pairsOf(prepared) : historiesIn(prepared, Number(arrangement.settings.stride))
  const userCount = known.users.reduce((most, user) => Math.max(most, user), 0) + 1
  const positives = positivesOf(known.users, known.items, known.part, userCount)
  const asked = { prepared, code, positives, again: settings.again === true }
  const { cases, unknown } = arrangement.task === 'topN' ? casesOfUsers(asked) : casesOfRows(asked)
  const cutoff = Number(settings.cutoff)
  if (settings.rankedAmong === 'all') return { cutoff, items, cases, unknown }
  const drawn = drawnCases(cases, { positives, items, others: Number(settings.others), code })
  return { cutoff, items, cases: drawn, unknown }
}

function rankingOnly(settings: Settings): Settings {
  const names = rankingFields.map(({ name }) => name).filter((name) => Object.hasOwn(settings, name))
  return Object.fromEntries(names.map((name) => [name, settings[name] as Settings[string]]))
}

const usersOf = (prepared: Prepared) => codesIn(prepared, 'user')

/** The rows of the table among the pairs: those that are right. */
function pairsOf(prepared: Prepared): Pairs {
  const right = rowNumbers(prepared.part.length).filter((row) => prepared.target[row] === 1)
  const [users, items] = [usersOf(prepared), codesIn(prepared, 'item')]
  return {
    users: right.map((row) => users[row] as number),
    items: right.map((row) => items[row] as number),
    part: Uint8Array.from(right, (row) => prepared.part[row] as number),
  }
}

/**
 * What was predicted of each user and, since the first rows of a history are never predicted, the items that fall out of it
 * next: the `stride` oldest of each.
 */
function historiesIn(prepared: Prepared, stride: number): Pairs {
  const sequences = codesIn(prepared, 'sequence')
  const users = usersOf(prepared)
  const count = prepared.part.length
  const length = count === 0 ? 0 : sequences.length / count
  const oldest = Math.min(length, stride)
  const pairs = {
    users: new Int32Array(count * (1 + oldest)),
    items: new Int32Array(count * (1 + oldest)),
    part: new Uint8Array(count * (1 + oldest)),
  }
  let at = 0
  const add = (row: number, item: number) => {
    pairs.users[at] = users[row] ?? 0
    pairs.items[at] = item
    pairs.part[at++] = prepared.part[row] as number
  }
  for (let row = 0; row < count; row++) {
    add(row, prepared.target[row] as number)
    const history = sequences.subarray(row * length, (row + 1) * length)
    const first = Math.max(
      0,
      history.findIndex((item) => item > 0),
    )
    for (let step = 0; step < oldest; step++) add(row, history[first + step] ?? 0)
  }
  return pairs
}

interface Asked {
  prepared: Prepared
  /** Of the part that is judged. */
  code: number
  positives: Positives
  again: boolean
}

function casesOfUsers({ prepared, code, positives, again }: Asked): { cases: RankingCase[]; unknown: number } {
  const [users, items] = [usersOf(prepared), codesIn(prepared, 'item')]
  const rowsOf = new Map<number, number[]>()
  let unknown = 0
  for (let row = 0; row < prepared.part.length; row++) {
    if (prepared.part[row] !== code || prepared.target[row] !== 1) continue
    const user = users[row] as number
    const rows = rowsOf.get(user)
    if (user === 0) unknown += 1
    else if (rows === undefined) rowsOf.set(user, [row])
    else rows.push(row)
  }
  const cases = [...rowsOf].flatMap(([user, rows]) => {
    const isSeen = again ? () => false : (item: number) => isPositive(positives, user, item, code - 1)
    const wanted = new Set(rows.map((row) => items[row] as number).filter((item) => item > 0 && !isSeen(item)))
    const strange = rows.filter((row) => items[row] === 0).length
    const count = wanted.size + strange
    const relevant = Int32Array.from(wanted).sort()
    return count === 0 ? [] : [{ row: rows[0] as number, user, relevant, count, candidates: null, isSeen }]
  })
  return { cases, unknown }
}

/** The right item may be one that the user came to before: then it is asked for all the same. */
function casesOfRows({ prepared, code, positives, again }: Asked): { cases: RankingCase[]; unknown: number } {
  const [users, sequences] = [usersOf(prepared), codesIn(prepared, 'sequence')]
  const length = sequences.length / Math.max(1, prepared.part.length)
  const rows = rowNumbers(prepared.part.length).filter((row) => prepared.part[row] === code)
  const cases = Array.from(rows, (row): RankingCase => {
    const [target, user] = [prepared.target[row] as number, users[row] ?? 0]
    const own = sequences.subarray(row * length, (row + 1) * length)
    const came = (item: number) => own.includes(item) || (user > 0 && isPositive(positives, user, item, code - 1))
    const isSeen = again ? () => false : (item: number) => item !== target && came(item)
    return { row, user, relevant: Int32Array.of(target), count: 1, candidates: null, isSeen }
  })
  return { cases, unknown: 0 }
}

interface Drawn {
  positives: Positives
  items: number
  others: number
  code: number
}

/** A list for each right item, among others that are drawn by chance alone; the same for the same data. */
function drawnCases(cases: readonly RankingCase[], { positives, items, others, code }: Drawn): RankingCase[] {
  const random = createRandom(seedOfParts ^ code)
  return cases.flatMap(({ row, user, relevant, count, isSeen }) => {
    const isFree = (item: number) =>
      !relevant.includes(item) && !isSeen(item) && (user === 0 || !isPositive(positives, user, item, partCodes.test))
    const one = (right: Int32Array): RankingCase => {
      const candidates = Int32Array.from([...right, ...drawItems(random, { items, others, isFree })]).sort()
      return { row, user, relevant: right, count: 1, candidates, isSeen: () => false }
    }
    const unknown = Array.from({ length: count - relevant.length }, () => one(new Int32Array(0)))
    return [...Array.from(relevant, (item) => one(Int32Array.of(item))), ...unknown]
  })
}

/** Up to `others` items for which `isFree` holds, each once. */
function drawItems(
  random: Random,
  { items, others, isFree }: { items: number; others: number; isFree: (item: number) => boolean },
): Set<number> {
  const drawn = new Set<number>()
  for (let tries = 0; drawn.size < others && tries < others * 20; tries++) {
    const item = 1 + random.below(items)
    if (isFree(item)) drawn.add(item)
  }
  if (drawn.size === others) return drawn
  const left = Array.from({ length: items }, (_, index) => index + 1).filter((item) => !drawn.has(item) && isFree(item))
  for (let last = left.length; last > 0 && drawn.size < others; last--) {
    const at = random.below(last)
    drawn.add(left[at] as number)
    left[at] = left[last - 1] as number
  }
  return drawn
}
