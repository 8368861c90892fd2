// Table step: makes a column of an expression over the others.
import { compile } from '../expression'
import { checkNames } from './complaints'
import { expressionField, nameField } from './fields'
import { withColumns } from './step'
import type { TableStep } from './step'

/** A name that a column has already makes that column anew, in its place. */
export const derive: TableStep = {
  name: 'derive',
  label: { en: 'Derive a column', zh: '派生列' },
  summary: {
    en: 'Calculates a column from others; an existing column of that name is replaced.',
    zh: '由其他列计算出一列；若已有同名的列则替换它。',
  },
  fields: [
    nameField,
    expressionField(
      'expression',
      { en: 'Expression', zh: '表达式' },
      {
        en: 'What it is made of, such as price * count.',
        zh: '计算方式，例如 price * count。',
      },
    ),
  ],
  sql({ columns, settings }) {
    const name = String(settings.name)
    const replaces = columns.some((column) => column.name === name)
    const compiled = compile(String(settings.expression), columns)
    const faults = 'problems' in compiled ? compiled.problems.map((found) => ({ ...found, path: 'expression' })) : []
    const problems = [...(replaces ? [] : checkNames('name', [name], columns)), ...faults]
    if (problems.length > 0 || 'problems' in compiled) return { problems }
    const made = [{ name, sql: compiled.sql }]
    return { sql: replaces ? withColumns(made) : withColumns([], made) }
  },
}
