// Table step: gives a column another name; its place stays.
import { identifier } from '../../read/sql'
import { checkColumns, checkNames, required } from './complaints'
import { nameField, theColumn } from './fields'
import type { TableStep } from './step'

export const rename: TableStep = {
  name: 'rename',
  label: { en: 'Rename a column', zh: '重命名列' },
  summary: { en: 'Gives a column another name.', zh: '为列更换名称。' },
  fields: [theColumn, nameField],
  sql({ columns, settings }) {
    const [from, to] = [String(settings.column), String(settings.name)]
    const problems = [
      ...required(settings, ['column']),
      ...checkColumns({ columns, settings }, ['column']),
      ...checkNames(
        'name',
        [to],
        columns.filter(({ name }) => name !== from),
      ),
    ]
    if (problems.length > 0) return { problems }
    return { sql: `SELECT * RENAME (${identifier(from)} AS ${identifier(to)}) FROM source` }
  },
}
