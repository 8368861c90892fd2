// Table step: gives each type of event a weight, such as 1 for a view and 5 for a purchase.
import { literal } from '../../read/sql'
import { problem } from '../../errors'
import { checkColumns, checkNames, checkPairs, listed, required } from './complaints'
import { choiceField, columnField, textsField, nameField } from './fields'
import { numberSql, textOf, withColumns } from './step'
import type { TableStep } from './step'

export const eventWeights: TableStep = {
  name: 'eventWeights',
  label: { en: 'Weights of events', zh: '事件权重' },
  summary: {
    en: 'Makes a column of weights by the type of event.',
    zh: '按事件类型生成权重列。',
  },
  fields: [
    columnField('column', { en: 'Event', zh: '事件' }, { en: 'The type of event.', zh: '事件类型所在的列。' }),
    textsField('events', { en: 'Events', zh: '事件类型' }, { en: 'Such as view, buy.', zh: '例如 view、buy。' }),
    textsField(
      'weights',
      { en: 'Weights', zh: '权重' },
      {
        en: 'A number for each event, in the same order.',
        zh: '按相同顺序给出每种事件的权重数值。',
      },
    ),
    choiceField('others', { en: 'Other events', zh: '其他事件' }, { en: 'Those not listed.', zh: '未列出的事件。' }, [
      { value: 'drop', label: { en: 'Drop the row', zh: '删除该行' } },
      { value: 'zero', label: { en: 'Weight 0', zh: '权重为 0' } },
      { value: 'missing', label: { en: 'No weight', zh: '权重缺失' } },
    ]),
    { ...nameField, default: 'weight' },
  ],
  sql({ columns, settings }) {
    const [events, weights] = [listed(settings.events), listed(settings.weights)]
    const name = String(settings.name)
    const problems = [
      ...required(settings, ['column', 'events']),
      ...checkColumns({ columns, settings }, ['column']),
      ...checkPairs(settings, 'events', 'weights'),
      ...weights.filter((weight) => weight.trim() === '' || !Number.isFinite(Number(weight))).map(notANumber),
      ...checkNames('name', [name], columns),
    ]
    if (problems.length > 0) return { problems }
    const event = textOf(String(settings.column))
    const branches = events.map((word, index) => `WHEN ${literal(word)} THEN ${numberSql(Number(weights[index]))}`)
    const weight = `CASE ${event} ${branches.join(' ')} ELSE ${settings.others === 'zero' ? '0e0' : 'NULL'} END`
    const sql = withColumns([], [{ name, sql: weight }])
    const known = `coalesce(${event} IN (${events.map(literal).join(', ')}), FALSE)`
    return { sql: settings.others === 'drop' ? `${sql} WHERE ${known}` : sql }
  },
}

function notANumber(weight: string) {
  return problem('weights', [
    'recipe/not-a-number',
    { en: `The weight "${weight}" is not a number.`, zh: `权重“${weight}”不是数值。` },
    { en: 'Write a number such as 1 or 0.5.', zh: '请填写数值，例如 1 或 0.5。' },
  ])
}
