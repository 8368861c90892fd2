// Table step: brings columns of another data set of the workspace, found by a key such as the user or the item.
import type { Problem } from '../../../../../shared/contract/errors'
import { problem } from '../../errors'
import { identifier } from '../../read/sql'
import { nearestName } from '../nearest'
import { checkColumns, checkNames, listed, required } from './complaints'
import { choiceField, columnField, textField, textsField } from './fields'
import { textOf } from './step'
import type { OtherTable, StepInput, TableStep } from './step'

/**
 * Each row gets what the other table has for its key; keys are compared as they are shown (3.0 is 3). A key that occurs
 * twice in the other table would multiply rows, and is refused. Rows without a partner are kept or dropped, and counted.
 */
export const join: TableStep = {
  name: 'join',
  label: { en: 'Join another table', zh: '连接另一张表' },
  summary: {
    en: 'Adds columns of another data set, such as features of users or titles of items, by a common key.',
    zh: '按共同的键添加另一数据集的列，例如用户特征或物品标题。',
  },
  fields: [
    {
      kind: 'dataset',
      name: 'other',
      label: { en: 'Data set', zh: '数据集' },
      help: { en: 'The other table, as it is now.', zh: '另一张表（其当前内容）。' },
      default: '',
    },
    columnField('key', { en: 'Key', zh: '键' }, { en: 'Such as the user or the item.', zh: '例如用户或物品。' }),
    textField(
      'otherKey',
      { en: 'Key there', zh: '另一表的键' },
      { en: 'What the key is called in the other table; empty: the same.', zh: '键在另一表中的列名；留空表示相同。' },
    ),
    textsField(
      'columns',
      { en: 'Columns', zh: '列' },
      { en: 'Which are added; empty: all but the key.', zh: '要添加的列；留空表示键以外的所有列。' },
    ),
    textField(
      'prefix',
      { en: 'Prefix', zh: '前缀' },
      { en: 'Put before the names of the added columns, such as "item ".', zh: '加在新列名之前，例如“物品 ”。' },
    ),
    choiceField(
      'unmatched',
      { en: 'Rows without a partner', zh: '无匹配的行' },
      { en: 'Whose key the other table does not have.', zh: '其键在另一表中不存在。' },
      [
        { value: 'keep', label: { en: 'Keep, values missing', zh: '保留，值缺失' } },
        { value: 'drop', label: { en: 'Drop the row', zh: '删除该行' } },
      ],
    ),
  ],
  sql(input) {
    const { settings, given } = input
    const problems = [...required(settings, ['other', 'key']), ...checkColumns(input, ['key'])]
    const other = given.tables.get(String(settings.other))
    if (other === undefined && settings.other !== '') problems.push(noDataset())
    if (problems.length > 0 || other === undefined) return { problems }
    const plan = planOf(input, other)
    const wrong = [...checkOther(plan, other), ...checkNames('prefix', plan.names, input.columns)]
    return wrong.length > 0 ? { problems: wrong } : sqlOf(plan, other, settings.unmatched === 'drop')
  },
}

interface Plan {
  key: string
  otherKey: string
  /** Columns of the other table, and what they become. */
  taken: string[]
  names: string[]
}

function planOf({ settings }: StepInput, other: OtherTable): Plan {
  const key = String(settings.key)
  const otherKey = String(settings.otherKey) === '' ? key : String(settings.otherKey)
  const named = [...new Set(listed(settings.columns))]
  const taken = named.length > 0 ? named : other.columns.map(({ name }) => name).filter((name) => name !== otherKey)
  return { key, otherKey, taken, names: taken.map((name) => `${String(settings.prefix)}${name}`) }
}

function checkOther({ otherKey, taken }: Plan, { columns }: OtherTable): Problem[] {
  const known = columns.map(({ name }) => name)
  const missing = (field: string, names: string[]) =>
    names.filter((name) => !known.includes(name)).map((name) => noColumnThere(field, name, known))
  return [...missing('otherKey', [otherKey]), ...missing('columns', taken)]
}

/** Names that no column of either table has. */
const [theirKey, theirs] = ['\u0001key', '\u0001column ']

function sqlOf({ key, otherKey, taken, names }: Plan, { table }: OtherTable, drops: boolean) {
  const there = `SELECT ${textOf(otherKey)} AS ${identifier(theirKey)}${taken
    .map((name, index) => `, ${identifier(name)} AS ${identifier(`${theirs}${index}`)}`)
    .join('')} FROM ${table}`
  const added = names.map((name, index) => `, other.${identifier(`${theirs}${index}`)} AS ${identifier(name)}`)
  const keys = `SELECT ${textOf(otherKey)} AS k FROM ${table} WHERE ${identifier(otherKey)} IS NOT NULL`
  return {
    sql: `SELECT mine.*${added.join('')} FROM source AS mine ${drops ? 'JOIN' : 'LEFT JOIN'} (${there}) AS other
          ON ${textOf(key, 'mine')} = other.${identifier(theirKey)}`,
    refuse: {
      sql: `SELECT count(*)::DOUBLE FROM (SELECT k FROM (${keys}) GROUP BY k HAVING count(*) > 1)`,
      problem: (count: number) => repeatedKeys(otherKey, count),
    },
    note: {
      sql: `SELECT count(*)::DOUBLE FROM source WHERE NOT coalesce(${textOf(key)} IN (${keys}), FALSE)`,
      text: (count: number) => ({
        en: `Rows without a partner in the other table: ${count}${drops ? ', dropped' : ''}.`,
        zh: `在另一表中无匹配的行：${count}${drops ? '，已删除' : ''}。`,
      }),
    },
  }
}

function noDataset(): Problem {
  return problem('other', [
    'recipe/no-dataset',
    {
      en: 'The data set to be joined is not in this workspace, or is this one itself.',
      zh: '要连接的数据集不在此工作区中，或就是当前数据集。',
    },
    { en: 'Import the other file and choose it.', zh: '请导入另一个文件并选择它。' },
  ])
}

function noColumnThere(field: string, name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known)
  return problem(field, [
    'recipe/no-column',
    {
      en: `The other table has no column "${name}".${near === null ? '' : ` Did you mean "${near}"?`}`,
      zh: `另一表中没有名为“${name}”的列。${near === null ? '' : `是否想写“${near}”？`}`,
    },
    { en: `It has: ${known.slice(0, 30).join(', ')}.`, zh: `它的列：${known.slice(0, 30).join('、')}。` },
  ])
}

function repeatedKeys(key: string, count: number): Problem {
  return problem('otherKey', [
    'recipe/repeated-keys',
    {
      en: `"${count}" values of "${key}" occur more than once in the other table, expected each once.`,
      zh: `另一表的“${key}”中有“${count}”个值出现不止一次，应各出现一次。`,
    },
    {
      en: 'Apply the step "Remove duplicates" there, or choose another key.',
      zh: '请在另一表中用去重步骤删除重复行，或选择其他键。',
    },
  ])
}
