// Table step: the parts of a date as columns of their own, those that come round again also as sine and cosine.
import { problem } from '../../errors'
import { checkColumns, checkNames, listed, required } from './complaints'
import { textsField, theColumn } from './fields'
import { timeOf, withColumns } from './step'
import type { TableStep } from './step'

/** DuckDB's word, the first value and how many there are; the year does not come round. */
const known = new Map<string, { inSql: string; first: number; period: number | null }>([
  ['year', { inSql: 'year', first: 0, period: null }],
  ['quarter', { inSql: 'quarter', first: 1, period: 4 }],
  ['month', { inSql: 'month', first: 1, period: 12 }],
  ['day', { inSql: 'day', first: 1, period: 31 }],
  ['weekday', { inSql: 'isodow', first: 1, period: 7 }],
  ['hour', { inSql: 'hour', first: 0, period: 24 }],
])

/** Columns `when month`, `when month sin`, `when month cos`; weekdays are 1 (Monday) to 7. The angle of the first value is 0. */
export const dateParts: TableStep = {
  name: 'dateParts',
  label: { en: 'Parts of a date', zh: '日期组成' },
  summary: {
    en: 'Makes columns of year, quarter, month, day, weekday and hour, with sine and cosine if wished.',
    zh: '将日期拆为年、季度、月、日、星期和小时列，可附带正弦和余弦。',
  },
  fields: [
    theColumn,
    {
      ...textsField(
        'parts',
        { en: 'Parts', zh: '组成部分' },
        {
          en: 'Of year, quarter, month, day, weekday, hour.',
          zh: '可选 year、quarter、month、day、weekday、hour。',
        },
      ),
      default: ['year', 'month', 'weekday', 'hour'],
    },
    {
      kind: 'switch',
      name: 'cyclic',
      label: { en: 'Sine and cosine', zh: '正弦和余弦' },
      help: {
        en: 'Adds them, so that December lies beside January.',
        zh: '添加正弦和余弦，使 12 月与 1 月相邻。',
      },
      default: true,
    },
  ],
  sql({ columns, settings }) {
    const [column, parts] = [String(settings.column), [...new Set(listed(settings.parts))]]
    const made = parts.flatMap((part) => partColumns(column, part, settings.cyclic === true))
    const problems = [
      ...required(settings, ['column', 'parts']),
      ...checkColumns({ columns, settings }, ['column']),
      ...parts.filter((part) => part !== '' && !known.has(part)).map(unknownPart),
      ...checkNames(
        'parts',
        made.map(({ name }) => name),
        columns,
      ),
    ]
    return problems.length > 0 ? { problems } : { sql: withColumns([], made) }
  },
}

function partColumns(column: string, part: string, cyclic: boolean) {
  const entry = known.get(part)
  if (entry === undefined) return []
  const value = `${entry.inSql}(${timeOf(column)})`
  const plain = { name: `${column} ${part}`, sql: value }
  if (!cyclic || entry.period === null) return [plain]
  const angle = `2 * pi() * (${value} - ${entry.first}) / ${entry.period}`
  const wave = (name: string) => ({ name: `${column} ${part} ${name}`, sql: `${name}(${angle})` })
  return [plain, wave('sin'), wave('cos')]
}

function unknownPart(part: string) {
  const names = [...known.keys()]
  return problem('parts', [
    'recipe/unknown-date-part',
    {
      en: `"${part}" is no part of a date, expected one of ${names.join(', ')}.`,
      zh: `“${part}”不是日期的组成部分，应为以下之一：${names.join('、')}。`,
    },
    { en: 'Remove it or write one of those.', zh: '请删除它或改为其中之一。' },
  ])
}
