// Table step: a weight for each row by how often its user, its item or any other value occurs.
import { identifier } from '../../read/sql'
import { checkColumns, checkNames, required } from './complaints'
import { columnField, nameField } from './fields'
import { numberSql, withColumns } from './step'
import type { TableStep } from './step'

/**
 * weight = n^-power, n being the rows of the same value, divided by the mean over all rows. With power 1 each value
 * counts the same altogether, with 0 each row; values between lessen what is popular. Missing values count as one value.
 */
export const rowWeights: TableStep = {
  name: 'rowWeights',
  label: { en: 'Weights of rows', zh: '行权重' },
  summary: {
    en: 'Gives rows of frequent users, items or other values less weight; the mean weight is 1.',
    zh: '降低高频用户、物品或其他取值的行的权重；平均权重为 1。',
  },
  fields: [
    columnField('column', { en: 'By', zh: '依据' }, { en: 'Such as the user or the item.', zh: '例如用户或物品。' }),
    {
      kind: 'number',
      name: 'power',
      label: { en: 'Strength', zh: '强度' },
      help: {
        en: '1: each user (or item) counts the same altogether; 0.5: popular ones still count more; 0: each row the same.',
        zh: '1：每个用户（或物品）的总权重相同；0.5：热门者仍占更多；0：每行相同。',
      },
      default: 1,
      min: 0,
      max: 2,
      step: 0.1,
    },
    { ...nameField, default: 'weight' },
  ],
  sql({ columns, settings }) {
    const [column, name] = [String(settings.column), String(settings.name)]
    const problems = [
      ...required(settings, ['column']),
      ...checkColumns({ columns, settings }, ['column']),
      ...checkNames('name', [name], columns),
    ]
    if (problems.length > 0) return { problems }
    const rows = `count(*) OVER (PARTITION BY ${identifier(column)})`
    const raw = withColumns([], [{ name, sql: `pow(CAST(${rows} AS DOUBLE), -${numberSql(Number(settings.power))})` }])
    const mean = { name, sql: `${identifier(name)} / avg(${identifier(name)}) OVER ()` }
    return { sql: withColumns([mean], [], `(${raw})`) }
  },
}
