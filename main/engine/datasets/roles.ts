// Proposes what each column is used for, from its name and its values, and says why. The user can change every one.
import type { Text } from '../../../shared/fields/text'
import type { Column, Dataset, Role } from '../../../shared/records'
import { goalOf } from './goal'
import { proposeServices } from './proposals'
import { isInput } from './tasks/table'

/** What the parts of a split are called in tables. */
const partWords = ['train', 'training', 'validation', 'valid', 'val', 'dev', 'test']

export type Assignments = Dataset['assignments']

/** Whole names that mean "to be predicted", surest first. */
const targetNames = [
  ...['target', 'label', 'class', 'y', 'outcome', 'revenue', 'churn', 'species', 'diagnosis', 'survived', 'purchase'],
  ...['purchased', 'converted', 'conversion', 'clicked', 'click', 'default', 'fraud', 'income', 'price', 'saleprice'],
  ...['rating', 'quality', 'score', 'sales', 'charges', 'medv', 'count', 'cnt', 'result', 'response'],
  ...['目标', '标签', '类别', '结果', '价格', '评分', '销量', '是否购买', '是否流失'],
]
/** Words that mean it inside a longer name, such as `is_churn`. */
const targetWords = ['target', 'label', 'class', 'churn', 'outcome', 'survived', 'converted', 'purchased', 'fraud']
const idNames =
  /^(id|index|instant|row|rownum|rownames|row[_ ]?(id|number|index)|no|nr|key|uuid|guid|编号|序号)$|[_\s.-](id|uuid|guid|key)$|[a-z](Id|ID|UUID)$/

/** Names that mean the result even where users come to items, and a rating or a price would be said of them. */
const surestTargets = targetNames.indexOf('default')
/** Roles that one column has: when another gets it, the old one gives it up. */
export const singleRoles: readonly Role[] = ['target', 'user', 'item', 'rating', 'event', 'time', 'weight']

/**
 * Columns that say who, what and when have roles of their own; of the others those that cannot help are ignored, the
 * likeliest is the target, all the rest are features. Where users come to items only a sure name makes a target.
 */
export function proposeRoles(columns: readonly Column[]): Assignments {
  const services = proposeServices(columns)
  const useless = new Map(columns.map((column) => [column.name, whyIgnore(column)]))
  const candidates = columns.filter(
    (column) => !services.has(column.name) && useless.get(column.name) === null && goalOf(column) !== null,
  )
  const isPair = [...services.values()].some(({ role }) => role === 'item')
  const target = chooseTarget(candidates, isPair)
  return columns.map((column) => {
    const service = services.get(column.name)
    if (service !== undefined) return { column: column.name, ...service }
    const ignored = useless.get(column.name) ?? null
    if (ignored !== null) return { column: column.name, role: 'ignore', reason: ignored }
    if (column.name === target?.column.name) return { column: column.name, role: 'target', reason: target.reason }
    return { column: column.name, role: 'feature', reason: featureReason(column) }
  })
}

/** The assignments with the user's roles put in; a role that was changed says so, and displaces the column that had it. */
export function changeRoles(
  assignments: Assignments,
  changes: readonly { column: string; role: Assignments[number]['role'] }[],
): Assignments {
  const wanted = new Map(changes.map(({ column, role }) => [column, role]))
  const taken = new Set(changes.map(({ role }) => role).filter((role) => singleRoles.includes(role)))
  return assignments.map((old) => {
    const role = wanted.get(old.column)
    if (role !== undefined) return role === old.role ? old : { column: old.column, role, reason: chosenReason }
    if (!taken.has(old.role)) return old
    return {
      column: old.column,
      role: old.role === 'target' ? 'feature' : 'ignore',
      reason: displacedReasons(old.role),
    }
  })
}

function chooseTarget(candidates: readonly Column[], isPair: boolean): { column: Column; reason: Text } | null {
  const named = candidates
    .map((column) => ({ column, rank: rankOf(column.name) }))
    .filter(({ rank }) => rank < (isPair ? surestTargets : Infinity))
    .sort((a, b) => a.rank - b.rank)[0]
  if (named !== undefined) return { column: named.column, reason: nameReason }
  const last = isPair ? undefined : candidates.at(-1)
  return last === undefined ? null : { column: last, reason: lastReason }
}

/** How surely a name means the target: the smaller the surer, Infinity when it does not. */
function rankOf(name: string): number {
  const whole = targetNames.indexOf(name.toLowerCase())
  if (whole >= 0) return whole
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  const part = targetWords.findIndex((word) => words.includes(word))
  return part < 0 ? Infinity : targetNames.length + part
}

function whyIgnore(column: Column): Text | null {
  if (column.distinct === 0) return { en: 'it has no values at all', zh: '该列没有任何值' }
  if (column.distinct === 1) return { en: 'it has the same value in every row', zh: '该列每一行的值都相同' }
  if (column.type === 'date' && !isInput('date')) return { en: 'dates are not used as inputs', zh: '日期不作为输入' }
  if (tellsParts(column)) return { en: 'it says which rows train and test', zh: '它说明哪些行用于训练和测试' }
  if (looksLikeId(column))
    return { en: 'it numbers the rows and says nothing about them', zh: '它只是行的编号，不含信息' }
  if (column.type === 'text') return { en: 'almost every row has another text', zh: '几乎每一行的文本都不同' }
  return null
}

/** All values are names of the parts of a split. */
function tellsParts({ top, distinct }: Column): boolean {
  const words = top.map(({ value }) => value.toLowerCase())
  return distinct <= 4 && words.includes('test') && words.every((word) => partWords.includes(word))
}

/** Values that hardly repeat under an id's name, or whole numbers that count the rows without a gap. */
export function looksLikeId(column: Pick<Column, 'name' | 'type' | 'distinct'> & Partial<Column>): boolean {
  const repeats = (column.top?.[0]?.count ?? 1) > 1
  if (idNames.test(column.name) && column.type !== 'boolean' && column.distinct > 20) return true
  const { storage, min, max, distinct } = column
  if (storage !== 'BIGINT' || repeats || typeof min !== 'number' || typeof max !== 'number') return false
  return distinct > 20 && max - min === distinct - 1
}

/** Why a column is a feature. */
export function featureReason({ type }: Pick<Column, 'type'>): Text {
  if (type === 'category') return { en: 'categories to predict from', zh: '可用于预测的类别' }
  if (type === 'date') return { en: 'dates to predict from, by their parts', zh: '可用于预测的日期（按其各部分）' }
  if (type === 'boolean') return { en: 'yes or no, to predict from', zh: '可用于预测的是非值' }
  if (type === 'list') return { en: 'lists of words to predict from', zh: '可用于预测的词列表' }
  return { en: 'numbers to predict from', zh: '可用于预测的数值' }
}

const nameReason: Text = { en: 'its name says that it is the result', zh: '列名表明它是结果' }
const lastReason: Text = { en: 'the last usable column often is the result', zh: '最后一个可用的列通常是结果' }
const chosenReason: Text = { en: 'chosen by you', zh: '由您选择' }

function displacedReasons(role: Role): Text {
  const { en, zh } = roleNames[role]
  return { en: `another column became the ${en}`, zh: `另一列成为了${zh}` }
}

/** What the roles are called in a sentence. */
export const roleNames: Record<Role, Text> = {
  target: { en: 'target', zh: '目标' },
  alsoTarget: { en: 'further target', zh: '附加目标' },
  feature: { en: 'feature', zh: '特征' },
  user: { en: 'user', zh: '用户' },
  item: { en: 'item', zh: '物品' },
  rating: { en: 'rating', zh: '评分' },
  event: { en: 'event', zh: '事件' },
  time: { en: 'time', zh: '时间' },
  sequence: { en: 'sequence', zh: '序列' },
  group: { en: 'group', zh: '分组' },
  weight: { en: 'weight', zh: '权重' },
  ignore: { en: 'ignore', zh: '忽略' },
}
