// Table step: scales the numbers of each row among themselves, so that rows are compared by their shape.
import { identifier } from '../../read/sql'
import { checkColumns, listed, required } from './complaints'
import { choiceField, theColumns } from './fields'
import { doubleOf } from './step'
import type { TableStep } from './step'

const middle = identifier('\u0001middle')
const scale = identifier('\u0001scale')

/** Missing numbers stay missing and do not count. A row that cannot be divided is only moved. */
export const rowStandardise: TableStep = {
  name: 'rowStandardise',
  label: { en: 'Standardise rows', zh: '行标准化' },
  summary: {
    en: 'Scales the numbers of each row: to mean 0 and deviation 1, to length 1, or to a total of 1.',
    zh: '按行缩放数值：均值 0、标准差 1，或长度 1，或总和 1。',
  },
  fields: [
    theColumns,
    choiceField('by', { en: 'By', zh: '方式' }, { en: 'What each row is scaled by.', zh: '每行的缩放方式。' }, [
      { value: 'deviation', label: { en: 'mean and deviation', zh: '均值和标准差' } },
      { value: 'length', label: { en: 'length', zh: '长度' } },
      { value: 'total', label: { en: 'total', zh: '总和' } },
    ]),
  ],
  sql({ columns, settings }) {
    const problems = [...required(settings, ['columns']), ...checkColumns({ columns, settings }, ['columns'])]
    if (problems.length > 0) return { problems }
    const names = [...new Set(listed(settings.columns))]
    const list = `[${names.map(doubleOf).join(', ')}]`
    const { moved, divided } = measures(list, String(settings.by))
    const inner = `SELECT *, ${moved} AS ${middle}, ${divided} AS ${scale} FROM source`
    const scaled = names.map((name) => {
      const value = `(${doubleOf(name)} - ${middle})`
      return `CASE WHEN ${scale} = 0 THEN ${value} ELSE ${value} / ${scale} END AS ${identifier(name)}`
    })
    return { sql: `SELECT * EXCLUDE (${middle}, ${scale}) REPLACE (${scaled.join(', ')}) FROM (${inner})` }
  },
}

function measures(list: string, by: string): { moved: string; divided: string } {
  if (by === 'total') return { moved: '0e0', divided: `list_sum(${list})` }
  if (by === 'length')
    return { moved: '0e0', divided: `sqrt(list_sum(list_transform(${list}, lambda value: value * value)))` }
  return { moved: `list_avg(${list})`, divided: `list_stddev_pop(${list})` }
}
