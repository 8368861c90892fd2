// Who came to what in training: the pairs that recommenders without a network are made of.
import { codesIn } from '../datasets'
import type { RankingCase } from '../datasets'
import type { Prepared } from '../workspace/prepared'
import { countIn, pairsIn } from './blocks'
import { rowsOf } from './rows'

export interface Comings {
  /** Aligned: a user's code and the item's that he came to, once for each time. */
  users: Int32Array
  items: Int32Array
  userCount: number
  itemCount: number
}

/** Of top-N the training rows that count; of next item the targets of the training rows and the oldest item before the first of them. */
export function comingsOf(prepared: Prepared): Comings {
  return prepared.preparation.arrangement?.task === 'nextItem' ? ofHistories(prepared) : ofPairs(prepared)
}

function ofPairs(prepared: Prepared): Comings {
  const { users, items, userCount, itemCount } = pairsIn(prepared)
  const rows = rowsOf(prepared, 'train').filter((row) => prepared.target[row] === 1)
  return {
    users: rows.map((row) => users[row] as number),
    items: rows.map((row) => items[row] as number),
    userCount,
    itemCount,
  }
}

/** What lies before a user's oldest predicted row is in that row's history alone. */
function ofHistories(prepared: Prepared): Comings {
  const histories = historiesIn(prepared)
  const rows = rowsOf(prepared, 'train')
  const oldest = new Map<number, { row: number; steps: number }>()
  for (const row of rows) {
    const [user, steps] = [histories.userOf(row), histories.of(row).length]
    if (steps < (oldest.get(user)?.steps ?? Infinity)) oldest.set(user, { row, steps })
  }
  const before = [...oldest].flatMap(([user, { row }]) =>
    Array.from(histories.of(row), (item) => [user, item] as const),
  )
  return {
    users: Int32Array.from([...before.map(([user]) => user), ...Array.from(rows, histories.userOf)]),
    items: Int32Array.from([
      ...before.map(([, item]) => item),
      ...Array.from(rows, (row) => prepared.target[row] as number),
    ]),
    userCount: histories.userCount,
    itemCount: histories.itemCount,
  }
}

export interface Histories {
  /** Codes of the items before a row, the oldest first, without padding. */
  of(row: number): Int32Array
  userOf(row: number): number
  userCount: number
  itemCount: number
}

export function historiesIn(prepared: Prepared): Histories {
  const [sequences, owners] = [codesIn(prepared, 'sequence'), codesIn(prepared, 'user')]
  const length = sequences.length / Math.max(1, prepared.part.length)
  return {
    of: (row) => sequences.subarray(row * length, (row + 1) * length).filter((item) => item > 0),
    userOf: (row) => owners[row] ?? 0,
    userCount: countIn(prepared, 'user'),
    itemCount: countIn(prepared, 'sequence'),
  }
}

/** Each user's items and each item's users, once each, ascending; of known users and items alone. */
export function bothWays({ users, items, userCount, itemCount }: Comings): {
  ofUser: Int32Array[]
  ofItem: Int32Array[]
} {
  const sets = Array.from({ length: userCount }, () => new Set<number>())
  users.forEach((user, at) => {
    const item = items[at] as number
    if (user > 0 && item > 0) sets[user]?.add(item)
  })
  const ofUser = sets.map((set) => Int32Array.from(set).sort())
  const lists: number[][] = Array.from({ length: itemCount }, () => [])
  ofUser.forEach((own, user) => own.forEach((item) => lists[item]?.push(user)))
  return { ofUser, ofItem: lists.map((list) => Int32Array.from(list)) }
}

/** The items that a case is to be judged by: what its user came to in training, or the history of its row. */
export function tasteOf(prepared: Prepared, ofUser: readonly Int32Array[]): (one: RankingCase) => Int32Array {
  if (prepared.preparation.arrangement?.task !== 'nextItem') return ({ user }) => ofUser[user] ?? new Int32Array(0)
  const histories = historiesIn(prepared)
  return ({ row }) => histories.of(row)
}
