// Says in one sentence whether a data set is ready and for what, and in a few words what each column is used for.
import type { Problem } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields/text'
import type { Column, ColumnSteps, Dataset, DatasetFacts, Goal, Readiness, Role } from '../../../shared/records'
import { orderClasses } from './columnTypes'
import { goalOf } from './goal'
import { recipeStep } from './recipe'
import { tasksOf } from './tasks'

/**
 * `facts` are those of the preparation, null when it could not be made; then the sentence says what else the table is
 * ready for, or gives the first error of `problems`.
 */
export function readinessOf(
  dataset: Pick<Dataset, 'columns' | 'assignments' | 'preparation'>,
  facts: DatasetFacts | null,
  problems: readonly Problem[],
): Readiness {
  const { columns, assignments, preparation } = dataset
  const roleByName = new Map(assignments.map((assignment) => [assignment.column, assignment]))
  const target = columns.find((column) => roleByName.get(column.name)?.role === 'target')
  const goal = facts?.goal ?? (target === undefined ? null : goalOf(target))
  const uses = columns.map((column) => {
    const assignment = roleByName.get(column.name)
    const chosen = preparation?.find((one) => one.column === column.name)?.steps
    return { column: column.name, use: useOf(column, { assignment, chosen, goal }) }
  })
  const tasks = tasksOf(columns, assignments, problems)
  if (facts === null || target === undefined) {
    const other = isWrong(problems) ? undefined : tasks.find((task) => task.ready)
    return { goal, sentence: other?.sentence ?? notReady(problems), uses, facts: null, tasks }
  }
  const features = assignments.filter(({ role }) => role === 'feature').length
  return { goal, sentence: ready(target, features, facts), uses, facts, tasks }
}

function ready(target: Column, features: number, facts: DatasetFacts): Text {
  const what = describeTarget(target, facts)
  const { width, alsoTargets = [] } = facts
  const more = alsoTargets.map(({ column }) => column)
  const beside = more.length === 0 ? { en: '', zh: '' } : { en: ` and ${more.join(', ')}`, zh: `和 ${more.join('、')}` }
  return {
    en: `Ready for: predicting ${target.name} (${what.en})${beside.en} from ${features} ${plural(features, 'column')} (${width} ${plural(width, 'input')} after encoding).`,
    zh: `已就绪：由 ${features} 列（编码后 ${width} 个输入）预测 ${target.name}（${what.zh}）${beside.zh}。`,
  }
}

function isWrong(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

function notReady(problems: readonly Problem[]): Text {
  const first = problems.find(({ severity }) => severity === 'error')
  if (first === undefined) return { en: 'Not checked yet.', zh: '尚未检查。' }
  return { en: `Not ready: ${first.message.en}`, zh: `尚未就绪：${first.message.zh}` }
}

function describeTarget(target: Column, facts: DatasetFacts): Text {
  if (facts.goal === 'regression') {
    const [min, max] = [shown(target.min ?? 0), shown(target.max ?? 0)]
    return { en: `a number from ${min} to ${max}`, zh: `${min} 到 ${max} 之间的数值` }
  }
  const present = facts.counts.train + facts.counts.validation + facts.counts.test
  const named = facts.goal === 'binary' ? positiveOf(target, facts) : target.top[0]
  const share = named === undefined || present === 0 ? '' : ((100 * named.count) / present).toFixed(1)
  if (facts.goal === 'binary') {
    return {
      en: `two values, ${named?.value ?? ''} in ${share} % of rows`,
      zh: `两个值，${share}% 的行为 ${named?.value ?? ''}`,
    }
  }
  return {
    en: `${facts.classes.length} classes, most often ${named?.value ?? ''}, in ${share} % of rows`,
    zh: `${facts.classes.length} 个类别，最常见的是 ${named?.value ?? ''}，占 ${share}%`,
  }
}

function positiveOf(target: Column, facts: DatasetFacts) {
  const positive = facts.classes.at(-1)
  const last = orderClasses(target.top.map(({ value }) => value)).at(-1)
  return target.top.find(({ value }) => value === positive) ?? target.top.find(({ value }) => value === last)
}

interface Use {
  assignment: Dataset['assignments'][number] | undefined
  chosen: ColumnSteps['steps'] | undefined
  goal: Goal | null
}

function useOf(column: Column, { assignment, chosen, goal }: Use): Text {
  if (assignment === undefined || assignment.role === 'ignore') {
    const reason = assignment?.reason ?? { en: 'it has no role', zh: '未指定用途' }
    return { en: `Ignored: ${reason.en}.`, zh: `忽略：${reason.zh}。` }
  }
  if (assignment.role === 'target') return targetUse(goal)
  if (assignment.role !== 'feature') return roleUses[assignment.role]
  if (chosen !== undefined && chosen.length > 0) return chosenUse(chosen)
  if (column.type === 'category') {
    return {
      en: 'One input for each value, one for other values and one for missing ones if there are any.',
      zh: '每个值一个输入，另有一个用于其他值；如有缺失，再加一个用于缺失值。',
    }
  }
  if (column.type === 'boolean') return { en: 'One input: 0 for no, 1 for yes.', zh: '一个输入：否为 0，是为 1。' }
  if (column.type === 'number') {
    const fills = column.missing > 0
    return {
      en: `A number, ${fills ? 'missing ones filled with the median and marked, ' : ''}standardised.`,
      zh: `数值，${fills ? '缺失处以中位数填补并标记，' : ''}并标准化。`,
    }
  }
  if (column.type === 'date') {
    return {
      en: 'A date: the year as a number, month, day of the week and hour as sine and cosine, as far as they vary.',
      zh: '日期：年份作为数值，月份、星期和小时以正弦和余弦表示（仅限有变化的部分）。',
    }
  }
  if (column.type === 'list') {
    return { en: 'A list: one input for each of its frequent words.', zh: '列表：每个常见词一个输入。' }
  }
  return { en: 'A text: one input for each of its frequent words.', zh: '文本：每个常见词一个输入。' }
}

function chosenUse(chosen: ColumnSteps['steps']): Text {
  const labels = chosen.map(({ step }) => recipeStep(step)?.label ?? { en: step, zh: step })
  return {
    en: `Prepared by: ${labels.map(({ en }) => en.toLowerCase()).join(', ')}.`,
    zh: `预处理：${labels.map(({ zh }) => zh).join('、')}。`,
  }
}

/** What the columns that are neither predicted nor predicted from are for. */
const roleUses: Record<Exclude<Role, 'target' | 'feature' | 'ignore'>, Text> = {
  alsoTarget: { en: 'To be predicted beside the target, by an output of its own.', zh: '与目标同时预测，由单独的输出给出。' },
  user: { en: 'Says whose each row is.', zh: '说明每行属于哪个用户。' },
  item: { en: 'Says which item each row is about.', zh: '说明每行涉及哪个物品。' },
  rating: { en: 'What the user gave the item, as a number.', zh: '用户对物品的评分，为数值。' },
  event: { en: 'What the user did with the item.', zh: '用户对物品的行为。' },
  time: { en: 'Says when each row was: orders the rows.', zh: '说明每行的时间，决定先后顺序。' },
  sequence: { en: 'Holds a list of items in each row.', zh: '每行是一个物品列表。' },
  group: { en: 'Rows with the same value belong together.', zh: '值相同的行属于一组。' },
  weight: { en: 'How much each row counts in training.', zh: '训练时每行的权重。' },
}

function targetUse(goal: Goal | null): Text {
  if (goal === 'regression') return { en: 'To be predicted, as a number.', zh: '要预测的数值。' }
  if (goal === 'binary') return { en: 'To be predicted, as one of two values.', zh: '要预测的值（两个值之一）。' }
  if (goal === 'multiclass')
    return { en: 'To be predicted, as one of several classes.', zh: '要预测的类别（多个之一）。' }
  return { en: 'To be predicted.', zh: '要预测的目标。' }
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)))
}
