// Table step: keeps the rows for which a condition is true.
import { compile } from '../expression'
import { expressionField } from './fields'
import type { TableStep } from './step'

/** A condition that is missing, such as a comparison with a missing value, is not true. */
export const filter: TableStep = {
  name: 'filter',
  label: { en: 'Keep rows where', zh: '保留符合条件的行' },
  summary: {
    en: 'Keeps the rows for which the condition is true; rows where it is false or missing are dropped.',
    zh: '保留条件为真的行；条件为假或缺失的行被删除。',
  },
  fields: [
    expressionField(
      'where',
      { en: 'Condition', zh: '条件' },
      {
        en: 'An expression such as age >= 18 and city is not missing.',
        zh: '表达式，例如 age >= 18 and city is not missing。',
      },
    ),
  ],
  sql({ columns, settings }) {
    const compiled = compile(String(settings.where), columns, 'boolean')
    if ('problems' in compiled) return { problems: compiled.problems.map((found) => ({ ...found, path: 'where' })) }
    return { sql: `SELECT * FROM source WHERE ${compiled.sql}` }
  },
}
