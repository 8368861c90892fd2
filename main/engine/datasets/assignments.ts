// Checks what each column is used for, before any row is read: is there something to predict, and something to predict from?
import type { Problem } from '../../../shared/contract/errors'
import type { Column, ColumnSteps, ColumnType, Role } from '../../../shared/records'
import { problem } from './errors'

/** A column with its use; the counts are known once the table is imported. */
export interface AssignedColumn {
  name: string
  type: ColumnType
  role: Role
  distinct?: number
  /** How a feature is prepared when not as its type proposes. */
  steps?: ColumnSteps['steps']
}

/** The columns of a data set with the roles that its assignments give them; unnamed ones are ignored. */
export function assignedColumns(
  columns: readonly Pick<Column, 'name' | 'type' | 'distinct'>[],
  assignments: readonly { column: string; role: Role }[],
): AssignedColumn[] {
  const roleByName = new Map(assignments.map(({ column, role }) => [column, role]))
  return columns.map(({ name, type, distinct }) => ({ name, type, distinct, role: roleByName.get(name) ?? 'ignore' }))
}

/** Everything that is wrong with the roles; empty when the data can be prepared as far as the columns tell. */
export function checkAssignments(columns: readonly AssignedColumn[]): Problem[] {
  if (columns.length === 1) return [oneColumn(columns[0]?.name ?? '')]
  const targets = columns.filter((column) => column.role === 'target')
  const further = columns.filter((column) => column.role === 'alsoTarget')
  const features = columns.filter((column) => column.role === 'feature')
  return [
    ...(targets.length === 0 ? [noTarget()] : []),
    ...(targets.length > 1 ? [manyTargets(targets.map((column) => column.name))] : []),
    ...[...targets, ...further].flatMap(checkTarget),
    ...(further.length > mostFurther ? [tooManyTargets(further.length)] : []),
    ...(features.length > 0 ? [] : [noFeatures()]),
    ...checkWeights(columns.filter((column) => column.role === 'weight')),
  ]
}

/** As many as a bundle may carry. */
const mostFurther = 100

function tooManyTargets(count: number): Problem {
  return problem('alsoTarget', [
    'dataset/too-many-targets',
    {
      en: `"${count}" columns are further targets, expected at most ${mostFurther}.`,
      zh: `有“${count}”列为附加目标，最多 ${mostFurther} 列。`,
    },
    { en: 'Set some of them to feature or ignore.', zh: '请将其中一些设为特征或忽略。' },
  ])
}

function checkWeights(weights: readonly AssignedColumn[]): Problem[] {
  const [first] = weights
  if (weights.length > 1) return [manyWeights(weights.map((column) => column.name))]
  return first === undefined || first.type === 'number' ? [] : [weightNotANumber(first)]
}

function checkTarget(target: AssignedColumn): Problem[] {
  if (target.type === 'date' || target.type === 'text' || target.type === 'list') return [unusableTarget(target)]
  if (target.distinct !== undefined && target.distinct < 2) return [oneClass(target.name, target.distinct)]
  return []
}

/** The target has a single value (or none): nothing can be told apart. */
export function oneClass(name: string, distinct: number): Problem {
  return problem(name, [
    'dataset/one-class',
    {
      en: `The target "${name}" has "${distinct}" different values, expected at least two.`,
      zh: `目标列“${name}”只有“${distinct}”个不同的值，至少需要两个。`,
    },
    {
      en: 'Choose another target, or a table in which it varies.',
      zh: '请选择其他目标列，或使用该列有变化的表格。',
    },
  ])
}

/** No column is left to predict from. */
export function noFeatures(): Problem {
  return problem('features', [
    'dataset/no-features',
    {
      en: 'No column is left to predict from, expected at least one.',
      zh: '没有可用于预测的列，至少需要一列。',
    },
    {
      en: 'Set the role of a column to feature.',
      zh: '请将某一列的用途设为特征。',
    },
  ])
}

function noTarget(): Problem {
  return problem('target', [
    'dataset/no-target',
    { en: 'No column is the target, expected one.', zh: '没有指定目标列，需要一列。' },
    { en: 'Set the role of the column to be predicted to target.', zh: '请将要预测的列的用途设为目标。' },
  ])
}

function manyTargets(names: string[]): Problem {
  const list = names.map((name) => `"${name}"`).join(', ')
  return problem('target', [
    'dataset/many-targets',
    { en: `The columns ${list} are all targets, expected one.`, zh: `列 ${list} 都被设为目标，只能有一列。` },
    { en: 'Keep one target and set the others to feature or ignore.', zh: '请保留一个目标，其余设为特征或忽略。' },
  ])
}

function oneColumn(name: string): Problem {
  return problem(name, [
    'dataset/one-column',
    {
      en: `The table has the single column "${name}", expected one to predict and at least one to predict from.`,
      zh: `表格只有一列“${name}”，需要一列用于预测的目标和至少一列特征。`,
    },
    {
      en: 'If the file has more columns, its separator was not recognised: save it with commas. Otherwise choose another file.',
      zh: '如果文件其实有多列，说明分隔符未被识别：请改用逗号分隔保存。否则请选择其他文件。',
    },
  ])
}

function unusableTarget({ name, type }: AssignedColumn): Problem {
  return problem(name, [
    'dataset/unusable-target',
    {
      en: `The target "${name}" is of the type "${type}", expected number, category or boolean.`,
      zh: `目标列“${name}”的类型为“${type}”，应为数值、类别或布尔。`,
    },
    {
      en: 'Choose another target, or change its type to category when its values repeat.',
      zh: '请选择其他目标列；若其值会重复，可将类型改为类别。',
    },
  ])
}

function manyWeights(names: string[]): Problem {
  const list = names.map((name) => `"${name}"`).join(', ')
  return problem('weight', [
    'dataset/many-weights',
    { en: `The columns ${list} are all weights, expected at most one.`, zh: `列 ${list} 都被设为权重，最多一列。` },
    {
      en: 'Keep one; a recipe can multiply several into one column.',
      zh: '请只保留一列；可用数据配方将多列相乘为一列。',
    },
  ])
}

function weightNotANumber({ name, type }: AssignedColumn): Problem {
  return problem(name, [
    'dataset/weight-not-a-number',
    {
      en: `The weight "${name}" is of the type "${type}", expected number.`,
      zh: `权重列“${name}”的类型为“${type}”，应为数值。`,
    },
    { en: 'Choose a column of numbers, or change its type.', zh: '请选择数值列，或更改其类型。' },
  ])
}
