// What arranging rows for a task can say: what is missing, which rows cannot be used, what becomes too large.
import type { Problem } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'
import { problem } from '../errors'

/** Most numbers that the blocks of a data set may hold: 4 GB of them. */
export const mostNumbers = 2 ** 30

const nothingToDo: Text = { en: 'Nothing needs to be done.', zh: '无需处理。' }

/** A role that the task needs is missing, or its column cannot be used; `what` says which and what to do. */
export function notReady(task: Text, what: Text): Problem {
  return problem('task', [
    'dataset/task-not-ready',
    { en: `The task "${task.en}" lacks something. ${what.en}`, zh: `任务“${task.zh}”缺少条件。${what.zh}` },
    { en: 'Change the roles of the columns, or choose another task.', zh: '请更改列的用途，或选择其他任务。' },
  ])
}

export function notTimes(column: string, word: string): Problem {
  return problem(column, [
    'dataset/not-a-time',
    {
      en: `The column "${column}" holds "${word}", expected numbers or dates such as 2024-05-31 or 2024-05-31 10:00:00.`,
      zh: `列“${column}”中出现“${word}”，应为数值或形如 2024-05-31、2024-05-31 10:00:00 的日期。`,
    },
    { en: 'Convert the column in the recipe, or choose another one.', zh: '请在处理步骤中转换该列，或选择其他列。' },
  ])
}

export function incompleteRows(columns: readonly string[], count: number): Problem {
  const names = columns.map((name) => `"${name}"`).join(', ')
  return problem(
    'task',
    [
      'dataset/incomplete-rows',
      {
        en: `"${count}" rows have no value in one of ${names} and are left out.`,
        zh: `有“${count}”行在 ${names} 之一中没有值，已被排除。`,
      },
      nothingToDo,
    ],
    'note',
  )
}

export function noExamples(task: Text): Problem {
  return problem('task', [
    'dataset/no-examples',
    {
      en: `The task "${task.en}" makes "0" examples of this table, expected at least one in each part.`,
      zh: `任务“${task.zh}”从此表格得到“0”个样本，每部分至少需要一个。`,
    },
    {
      en: 'Shorten the window or the history, let more rows count, or use a table with more rows.',
      zh: '请缩短窗口或历史长度、计入更多的行，或使用行数更多的表格。',
    },
  ])
}

export function windowsLeftOut(count: number): Problem {
  return problem(
    'task',
    [
      'dataset/windows-left-out',
      {
        en: `"${count}" windows are left out: they hold a missing value, or rows of several parts that must not meet.`,
        zh: `有“${count}”个窗口被排除：其中有缺失值，或包含不应同时出现的不同部分的行。`,
      },
      {
        en: 'Nothing needs to be done with a split by time; with splits by chance few windows remain, so choose one by time.',
        zh: '按时间划分时无需处理；随机划分会使大多数窗口无法使用，请改为按时间划分。',
      },
    ],
    'note',
  )
}

export function noHistories(count: number): Problem {
  return problem(
    'task',
    [
      'dataset/no-history',
      {
        en: `"${count}" rows to validate or test have too little before them that may be seen, and are left out.`,
        zh: `有“${count}”个验证或测试行之前可用的历史过少，已被排除。`,
      },
      nothingToDo,
    ],
    'note',
  )
}

export function unseenTargets(count: number): Problem {
  return problem(
    'task',
    [
      'dataset/unseen-target',
      {
        en: `"${count}" rows are of items that are too rare in training or not in it, so they cannot be predicted and are left out.`,
        zh: `有“${count}”行的物品在训练中过少或没有出现，无法预测，已被排除。`,
      },
      {
        en: 'Say so with the result, or use a split in which training has every item.',
        zh: '请在结果中说明，或改用训练部分包含所有物品的划分。',
      },
    ],
    'warning',
  )
}

export function featuresNotUsed(): Problem {
  return problem(
    'task',
    [
      'dataset/features-not-used',
      {
        en: 'The features are not used: the pairs that are drawn have no row of the table, and so no features.',
        zh: '特征不会被使用：抽取的用户与物品对在表格中没有对应的行，因而没有特征。',
      },
      { en: 'Choose rating prediction to use them.', zh: '若要使用特征，请选择评分预测。' },
    ],
    'note',
  )
}

export function fewNegatives(count: number): Problem {
  return problem(
    'task',
    [
      'dataset/few-negatives',
      {
        en: `"${count}" negatives could not be drawn: there are users who came to every item.`,
        zh: `有“${count}”个负样本无法抽取：部分用户接触过所有物品。`,
      },
      nothingToDo,
    ],
    'note',
  )
}

export function noItems(): Problem {
  return problem('task', [
    'dataset/no-items',
    {
      en: 'No item has enough training rows to be known.',
      zh: '没有任何物品有足够的训练行。',
    },
    { en: 'Lower the fewest rows of an item, or change the split.', zh: '请减小物品最少行数，或更改划分。' },
  ])
}

export function tooLarge(numbers: number): Problem {
  const size = ((4 * numbers) / 2 ** 30).toFixed(1)
  return problem('task', [
    'dataset/arrays-too-large',
    {
      en: `The prepared rows would take "${size}" GB, expected at most ${(4 * mostNumbers) / 2 ** 30} GB.`,
      zh: `准备好的数据将占用“${size}”GB，最多为 ${(4 * mostNumbers) / 2 ** 30} GB。`,
    },
    {
      en: 'Shorten the window or the history, raise the stride, or use fewer features.',
      zh: '请缩短窗口或历史长度、增大步长，或减少特征。',
    },
  ])
}

export function furtherNotUsed(task: Text): Problem {
  return problem(
    'alsoTarget',
    [
      'dataset/further-targets-not-used',
      {
        en: `Further targets are not used in ${task.en}: only rows of a table have several.`,
        zh: `${task.zh}任务不使用附加目标：只有表格的行可以有多个目标。`,
      },
      { en: 'Nothing needs to be done.', zh: '无需处理。' },
    ],
    'note',
  )
}
