// Drift of the schema: columns that are gone, new ones, and such whose values are of another type.
import type { Column, ColumnType, DriftFinding } from '../../../../shared/records'
import type { AssignedColumn } from '../assignments'
import { short } from './check'

type Typed = Pick<Column, 'name' | 'type'>

/** Of more columns that are gone it is said at once. */
const toldOneByOne = 5

const isTarget = ({ role }: AssignedColumn) => role === 'target' || role === 'alsoTarget'

/** Ignored columns may come and go. */
export function schemaFindings(before: readonly AssignedColumn[], now: readonly Typed[]): DriftFinding[] {
  const typeOf = new Map(now.map(({ name, type }) => [name, type]))
  const known = new Set(before.map(({ name }) => name))
  const strange = now.map(({ name }) => name).filter((name) => !known.has(name))
  const used = before.filter(({ role }) => role !== 'ignore')
  const gone = used.filter(({ name }) => !typeOf.has(name))
  const [targets, others] = [gone.filter(isTarget), gone.filter((column) => !isTarget(column))]
  return [
    ...(others.length > toldOneByOne ? [missingColumns(others)] : others.map(missingColumn)),
    ...targets.map(missingColumn),
    ...used.flatMap((column) => {
      const type = typeOf.get(column.name)
      return type === undefined || !cannotBeRead(column.type, type) ? [] : [typeChanged(column, type)]
    }),
    ...(strange.length > 0 ? [newColumns(strange)] : []),
  ]
}

/** Words can be made of everything; numbers and dates cannot be made of words. */
function cannotBeRead(before: ColumnType, now: ColumnType): boolean {
  return (before === 'number' || before === 'date') && ['category', 'text', 'list'].includes(now)
}

function missingColumns(columns: readonly AssignedColumn[]): DriftFinding {
  const { en, zh } = listOf(columns.map(({ name }) => name))
  return {
    code: 'drift/missing-column',
    severity: 'error',
    column: columns[0]?.name ?? '',
    message: {
      en: `There are no columns ${en}: ${columns.length} that training uses.`,
      zh: `没有列${zh}：共 ${columns.length} 列在训练中使用。`,
    },
    hint: {
      en: 'Every value of them counts as missing. Check whether it is the right table, or rename columns in the recipe.',
      zh: '其所有值都视为缺失。请检查数据是否正确，或在处理步骤中重命名列。',
    },
  }
}

/** The first few names. */
function listOf(names: readonly string[]): { en: string; zh: string } {
  const first = names.slice(0, toldOneByOne).map(short)
  const more = names.length > first.length
  return {
    en: `${first.map((name) => `"${name}"`).join(', ')}${more ? ', …' : ''}`,
    zh: `${first.map((name) => `“${name}”`).join('、')}${more ? '……' : ''}`,
  }
}

function missingColumn(column: AssignedColumn): DriftFinding {
  const { name, role } = column
  const target = isTarget(column)
  return {
    code: 'drift/missing-column',
    severity: target ? 'note' : 'error',
    column: name,
    message: {
      en: `There is no column "${short(name)}", expected the one that training uses as ${role}.`,
      zh: `没有列“${short(name)}”，训练中使用了该列。`,
    },
    hint: target
      ? {
          en: 'Rows can be predicted without it, but the result cannot be checked.',
          zh: '没有它也能预测，但无法检验结果。',
        }
      : {
          en: 'Every value of it counts as missing. Check the name, or rename a column in the recipe.',
          zh: '其所有值都视为缺失。请检查列名，或在处理步骤中重命名列。',
        },
  }
}

const typeWords: Record<ColumnType, { en: string; zh: string }> = {
  number: { en: 'numbers', zh: '数值' },
  category: { en: 'words', zh: '文字' },
  boolean: { en: 'yes and no', zh: '是非值' },
  date: { en: 'dates', zh: '日期' },
  text: { en: 'text', zh: '长文本' },
  list: { en: 'lists', zh: '列表' },
}

function typeChanged({ name, type }: AssignedColumn, now: ColumnType): DriftFinding {
  return {
    code: 'drift/type-changed',
    severity: 'error',
    column: name,
    message: {
      en: `"${short(name)}" holds ${typeWords[now].en}, expected ${typeWords[type].en} as in training.`,
      zh: `“${short(name)}”的内容是${typeWords[now].zh}，训练时为${typeWords[type].zh}。`,
    },
    hint: {
      en: 'What cannot be read as before counts as missing. Convert the column in the recipe, or correct the file.',
      zh: '无法按原类型读取的值视为缺失。请在处理步骤中转换该列，或更正文件。',
    },
  }
}

function newColumns(names: readonly string[]): DriftFinding {
  const { en, zh } = listOf(names)
  return {
    code: 'drift/new-columns',
    severity: 'note',
    column: names[0] ?? '',
    message: {
      en: `${names.length} columns are new: ${en}; the model does not look at them.`,
      zh: `新增 ${names.length} 列：${zh}；模型不会使用它们。`,
    },
    hint: { en: 'Nothing needs to be done.', zh: '无需处理。' },
  }
}
