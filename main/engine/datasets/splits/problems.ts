// What is wrong with a split: one place for its codes and words, each with the way out in its hint.
import type { Problem } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'
import { problem } from '../errors'

/** The table has no column of the name that the split is read from. */
export function noSplitColumn(field: string, column: string): Problem {
  return problem(`split.${field}`, [
    'split/no-column',
    {
      en: `The split is read from the column "${column}", which the table does not have.`,
      zh: `划分取自列“${column}”，但表中没有这一列。`,
    },
    {
      en: 'Choose a column of the table, or another kind of split.',
      zh: '请选择表中的一列，或改用其他划分方式。',
    },
  ])
}

export function columnNotChosen(field: string, kind: Text, label: Text): Problem {
  return problem(`split.${field}`, [
    'split/column-not-chosen',
    {
      en: `The split "${kind.en}" needs the column "${label.en}", and none is chosen.`,
      zh: `划分方式“${kind.zh}”需要“${label.zh}”列，但尚未选择。`,
    },
    {
      en: 'Choose the column in the settings of the split, or another kind of split.',
      zh: '请在划分设置中选择该列，或改用其他划分方式。',
    },
  ])
}

export function notATime(field: string, column: string, word: string): Problem {
  return problem(`split.${field}`, [
    'split/not-a-time',
    {
      en: `The column "${column}" holds "${word}", expected numbers or dates such as 2024-05-31 or 2024-05-31 10:00:00.`,
      zh: `列“${column}”中出现“${word}”，应为数值或形如 2024-05-31、2024-05-31 10:00:00 的日期。`,
    },
    {
      en: 'Choose a column of numbers or of such dates, or write its dates as year-month-day.',
      zh: '请选择数值列或此类日期列，或将其日期写成“年-月-日”。',
    },
  ])
}

export function missingValues(columns: string, rows: number): Problem {
  return warning('split', [
    'split/missing-values',
    {
      en: `"${rows}" rows have no value in "${columns}", which the split needs, and are in no part.`,
      zh: `有“${rows}”行在划分所需的列“${columns}”中没有值，不属于任何部分。`,
    },
    {
      en: 'Fill these values in, or choose another column or another kind of split.',
      zh: '请补全这些值，或改选其他列或其他划分方式。',
    },
  ])
}

export function rowsLeftOut(rows: number): Problem {
  return problem(
    'split',
    [
      'split/rows-left-out',
      {
        en: `The split puts "${rows}" rows in no part; they are not used.`,
        zh: `该划分使“${rows}”行不属于任何部分，这些行不会被使用。`,
      },
      {
        en: 'Nothing needs to be done: rows after a test window or in a gap are left out on purpose. Otherwise choose another split.',
        zh: '无需处理：测试窗口之后或间隔内的行会被有意排除。若非所愿，请改用其他划分。',
      },
    ],
    'note',
  )
}

export function tiedTimes(user: string, users: number): Problem {
  return warning('split.time', [
    'split/tied-times',
    {
      en: `For "${users}" values of "${user}" rows of the same time decide which is last; the order of the table decided.`,
      zh: `“${user}”中有“${users}”个值，其最后一行由同一时间的多行决定；已按表中顺序取舍。`,
    },
    {
      en: 'Choose a finer time column, or the global split by time, which keeps equal times together.',
      zh: '请选择更精细的时间列，或改用按时间的全局划分（相同时间的行不会分开）。',
    },
  ])
}

export function oneTime(column: string): Problem {
  return problem('split.column', [
    'split/too-few-times',
    {
      en: `The column "${column}" has too few different times for three parts.`,
      zh: `列“${column}”中不同的时间太少，无法分成三部分。`,
    },
    {
      en: 'Rows of the same time stay together. Choose a finer time column, or another kind of split.',
      zh: '相同时间的行不会分开。请选择更精细的时间列，或改用其他划分方式。',
    },
  ])
}

export function tooFewGroups(field: string, column: string, groups: number): Problem {
  return problem(`split.${field}`, [
    'split/too-few-groups',
    {
      en: `The column "${column}" has "${groups}" different values, expected at least three to fill three parts with whole ones.`,
      zh: `列“${column}”只有“${groups}”个不同的值，要以整组填满三个部分至少需要三个。`,
    },
    {
      en: 'Choose a column with more values, or another kind of split.',
      zh: '请选择取值更多的列，或改用其他划分方式。',
    },
  ])
}

export function noneLongEnough(column: string, least: number): Problem {
  return problem('split.user', [
    'split/too-short-histories',
    {
      en: `No value of "${column}" has "${least}" rows, so that none can be kept for testing.`,
      zh: `“${column}”中没有任何值拥有“${least}”行，因此无法留出测试行。`,
    },
    {
      en: 'Lower the least number of rows, choose another column, or another kind of split.',
      zh: '请降低最少行数，改选其他列，或改用其他划分方式。',
    },
  ])
}

export function noSuchFold(field: string, fold: number, folds: number): Problem {
  return problem(`split.${field}`, [
    'split/no-such-fold',
    {
      en: `The number is "${fold}", expected one from 1 to ${folds}.`,
      zh: `编号为“${fold}”，应为 1 到 ${folds} 之间的数。`,
    },
    { en: 'Lower it, or raise how many there are.', zh: '请减小该编号，或增加总数。' },
  ])
}

export function seriesTooShort(fold: number, steps: number): Problem {
  return problem('split.fold', [
    'split/series-too-short',
    {
      en: `The series has "${steps}" steps in time, of which window ${fold} leaves none to train and validate before it.`,
      zh: `该序列有“${steps}”个时间步，第 ${fold} 个窗口之前没有留下可用于训练和验证的时间步。`,
    },
    {
      en: 'Choose a later fold, a shorter window or gap, or fewer folds.',
      zh: '请选择更靠后的折、更短的窗口或间隔，或更少的折数。',
    },
  ])
}

export function badRowList(field: string, text: string): Problem {
  return problem(`split.${field}`, [
    'split/bad-row-list',
    {
      en: `The list of rows holds "${text}", expected row numbers from 0 and ranges, such as 0-99, 205, 300-310.`,
      zh: `行列表中出现“${text}”，应为从 0 起的行号和范围，例如 0-99, 205, 300-310。`,
    },
    { en: 'Correct the list.', zh: '请更正该列表。' },
  ])
}

export function noSuchRows(field: string, row: number, rows: number): Problem {
  return problem(`split.${field}`, [
    'split/no-such-row',
    {
      en: `The list names the row "${row}", and the last row of the table is ${rows - 1}, counted from 0.`,
      zh: `列表中包含第“${row}”行，而表的最后一行是第 ${rows - 1} 行（从 0 起）。`,
    },
    { en: 'Correct the list.', zh: '请更正该列表。' },
  ])
}

export function rowInBoth(row: number): Problem {
  return problem('split.validationRows', [
    'split/row-twice',
    {
      en: `The row "${row}" is listed both to test and to validate, expected one of them.`,
      zh: `第“${row}”行同时列入测试和验证，只能属于其一。`,
    },
    { en: 'Take it out of one of the lists.', zh: '请从其中一个列表中删除该行。' },
  ])
}

function warning(path: string, said: Parameters<typeof problem>[1]): Problem {
  return problem(path, said, 'warning')
}
