// Columns that are neither predicted nor predicted from: who, what, when, how good, by name and by values, each with why.
import type { Text } from '../../../../shared/fields/text'
import type { Column, Role } from '../../../../shared/records'
import {
  canName,
  isUnixTime,
  isWrittenDay,
  looksEvent,
  looksList,
  looksRated,
  rowsAtLeast,
  rowsAValue,
} from './evidence'
import { nouns, saysEvent, saysId, saysNoun, saysRating, saysSequence, saysTime, saysWeight } from './names'

export interface Proposal {
  role: Role
  reason: Text
}

/** Users and items come again: rows for each of them on average, and how many of them there must be without an id's name. */
const fewestRowsAValue = 1.1
const fewestNamed = 10
/** Rows of a group on average. */
const fewestRowsAGroup = 1.5
/** So many values and more are no kinds of rows but things. */
const mostKinds = 20

/** The columns for which a role other than target, feature and ignore is proposed, by name. */
export function proposeServices(columns: readonly Column[]): ReadonlyMap<string, Proposal> {
  const found = new Map<string, Proposal>()
  const free = (column: Column) => !found.has(column.name)
  const give = (column: Column | undefined, role: Role, reason: Text) => {
    if (column !== undefined && free(column)) found.set(column.name, { role, reason })
  }
  const rows = rowsAtLeast(columns)
  const pair = usersAndItems(columns, rows)
  give(pair?.user, 'user', reasons.user)
  give(pair?.item, 'item', reasons.item)
  const isPair = pair !== null
  give(timeOf(columns.filter(free), isPair, rows), 'time', reasons.time)
  if (isPair) {
    give(ratingOf(columns.filter(free)), 'rating', reasons.rating)
    give(eventOf(columns.filter(free)), 'event', reasons.event)
  }
  give(
    columns.find((column) => column.type === 'number' && saysWeight(column.name) && (column.min ?? -1) >= 0),
    'weight',
    reasons.weight,
  )
  for (const column of columns.filter(free)) {
    if (looksList(column, saysSequence(column.name))) give(column, 'sequence', reasons.sequence)
    else if (isGroup(column, rows)) give(column, 'group', reasons.group)
  }
  return found
}

function usersAndItems(columns: readonly Column[], rows: number): { user: Column; item: Column } | null {
  const named = columns.filter((column) => canName(column) && rowsAValue(column, rows) >= fewestRowsAValue)
  const item = best(named, nouns.items)
  const user = best(named, nouns.users) ?? (item === undefined ? undefined : best(named, nouns.sessions))
  if (user === undefined) return null
  // Besides the users a single column numbers something: it is what they come to.
  const others = named.filter(
    (column) => column !== user && saysId(column.name) && !saysNoun(column.name, nouns.groups),
  )
  const what = item ?? (others.length === 1 ? others[0] : undefined)
  return what === undefined || what === user ? null : { user, item: what }
}

/** The surest of the columns that one of the nouns names, the first of equals. */
function best(columns: readonly Column[], known: ReadonlySet<string>): Column | undefined {
  const ids = columns.filter(({ name }) => saysNoun(name, known) === 2)
  return ids[0] ?? columns.find(({ name, distinct }) => saysNoun(name, known) === 1 && distinct >= fewestNamed)
}

/** In a table of interactions a time may be told by its values; elsewhere its name must speak for it, or that all differ. */
function timeOf(columns: readonly Column[], isPair: boolean, rows: number): Column | undefined {
  const dates = columns.filter(({ type, distinct }) => type === 'date' && distinct > 1)
  const named = dates.find(({ name }) => saysTime(name))
  const numbers = columns.filter((column) => isUnixTime(column) || (saysTime(column.name) && isWrittenDay(column)))
  const numbered = numbers.find(({ name }) => saysTime(name))
  const [only] = dates.length === 1 ? dates : []
  const orders = only !== undefined && (isPair || rowsAValue(only, rows) < fewestRowsAValue)
  return named ?? numbered ?? (orders ? only : undefined) ?? (isPair ? (numbers[0] ?? counted(columns)) : undefined)
}

/** Numbers that are only called a time, such as the seconds since the first row. */
function counted(columns: readonly Column[]): Column | undefined {
  return columns.find(({ name, type, distinct }) => type === 'number' && distinct > mostKinds && saysTime(name))
}

function ratingOf(columns: readonly Column[]): Column | undefined {
  const small = ({ min, max }: Column) => min !== null && max !== null && min >= -100 && max <= 100
  const named = columns.find((column) => column.type === 'number' && saysRating(column.name) && small(column))
  const candidates = columns.filter(looksRated)
  return named ?? (candidates.length === 1 && columns.length <= 3 ? candidates[0] : undefined)
}

function eventOf(columns: readonly Column[]): Column | undefined {
  const named = columns.filter(({ type, distinct }) => type === 'category' && distinct <= 50)
  return columns.find(looksEvent) ?? named.find(({ name }) => saysEvent(name))
}

/** Ids of something to which several rows belong. */
function isGroup(column: Column, rows: number): boolean {
  if (!canName(column) || column.distinct <= mostKinds || rowsAValue(column, rows) < fewestRowsAGroup) return false
  const says = [nouns.users, nouns.groups].map((known) => saysNoun(column.name, known))
  return says.includes(2) || (column.type === 'text' && says.includes(1))
}

const reasons = {
  user: { en: 'its values come again and its name says whose a row is', zh: '其值会重复出现，且列名表明该行属于谁' },
  item: { en: 'its values come again and are what the users came to', zh: '其值会重复出现，是用户接触的对象' },
  time: { en: 'it says when a row was', zh: '它说明该行的时间' },
  rating: { en: 'small numbers with which a user judges an item', zh: '用户评价物品的数值' },
  event: { en: 'it says what the user did with the item', zh: '它说明用户对物品做了什么' },
  weight: { en: 'its name says how much a row counts', zh: '列名表明该行的权重' },
  sequence: { en: 'each value is a list', zh: '每个值是一个列表' },
  group: { en: 'several rows belong to each of its values', zh: '它的每个值对应多行' },
} as const satisfies Record<string, Text>
