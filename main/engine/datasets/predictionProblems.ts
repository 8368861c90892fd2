// What can be said of new rows that a stored preparation is applied to: columns that lack, values that training had not.
import type { Problem } from '../../../shared/contract/errors'
import { problem } from './errors'

export function missingColumn(name: string): Problem {
  return problem(name, [
    'prediction/column-missing',
    {
      en: `The rows have no column "${name}", which the model was trained on.`,
      zh: `数据中没有模型训练时使用的列“${name}”。`,
    },
    { en: 'Add the column; its values may be empty.', zh: '请添加该列，其值可以为空。' },
  ])
}

export function notNumbers(name: string, strangers: string[]): Problem {
  return problem(
    name,
    [
      'prediction/not-a-number',
      {
        en: `The column "${name}" holds "${strangers[0] ?? ''}" where a number was expected; "${strangers.length}" such values count as missing.`,
        zh: `列“${name}”中出现“${strangers[0] ?? ''}”，应为数值；共有“${strangers.length}”个这样的值按缺失处理。`,
      },
      { en: 'Mend these values when they should be numbers.', zh: '如果它们本应是数值，请修正。' },
    ],
    'warning',
  )
}

export function filledColumn(name: string): Problem {
  return problem(
    name,
    [
      'prediction/column-filled',
      {
        en: `The rows have no column "${name}", which the model was trained on; it counts as missing in every row.`,
        zh: `数据中没有模型训练时使用的列“${name}”；所有行均按缺失处理。`,
      },
      { en: 'Add the column when its values are known.', zh: '若其值已知，请添加该列。' },
    ],
    'warning',
  )
}

export function unseenWords(name: string, strangers: readonly string[]): Problem {
  return problem(
    name,
    [
      'prediction/unseen-word',
      {
        en: `The column "${name}" holds "${strangers[0] ?? ''}", which no training row had; "${strangers.length}" such values count as unknown.`,
        zh: `列“${name}”中出现训练行没有的“${strangers[0] ?? ''}”；共有“${strangers.length}”个这样的值按未知处理。`,
      },
      {
        en: 'Look whether it is written otherwise in training, or train again with such rows.',
        zh: '请检查训练数据中是否有其他写法，或加入此类行重新训练。',
      },
    ],
    'warning',
  )
}

export function notDates(name: string, strangers: readonly string[]): Problem {
  return problem(
    name,
    [
      'prediction/not-a-date',
      {
        en: `The column "${name}" holds "${strangers[0] ?? ''}" where a date such as 2024-05-31 was expected; "${strangers.length}" such values count as missing.`,
        zh: `列“${name}”中出现“${strangers[0] ?? ''}”，应为日期（如 2024-05-31）；共有“${strangers.length}”个这样的值按缺失处理。`,
      },
      { en: 'Write dates as year, month and day.', zh: '请按年、月、日书写日期。' },
    ],
    'warning',
  )
}

export function notFilled({ column, count }: { column: string; count: number }): Problem {
  return problem(column, [
    'prediction/not-filled',
    {
      en: `The column "${column}" is missing or too large in "${count}" rows, and the model's preparation fills or scales none.`,
      zh: `列“${column}”在“${count}”行中缺失或数值过大，而模型的预处理不会填补或缩放。`,
    },
    { en: 'Fill in these values, or leave the rows out.', zh: '请填写这些值，或排除这些行。' },
  ])
}
