// Table step: keeps some columns, in the order given, or drops some.
import { identifier } from '../../read/sql'
import { checkColumns, listed, required } from './complaints'
import { choiceField, theColumns } from './fields'
import { rowSql } from './step'
import type { TableStep } from './step'

export const select: TableStep = {
  name: 'select',
  label: { en: 'Choose columns', zh: '选择列' },
  summary: { en: 'Keeps the named columns, in that order, or drops them.', zh: '按顺序保留所列的列，或删除它们。' },
  fields: [
    theColumns,
    choiceField('keep', { en: 'What to do', zh: '操作' }, { en: 'Keep or drop them.', zh: '保留或删除。' }, [
      { value: 'keep', label: { en: 'Keep these', zh: '保留这些' } },
      { value: 'drop', label: { en: 'Drop these', zh: '删除这些' } },
    ]),
  ],
  sql({ columns, settings }) {
    const problems = [...required(settings, ['columns']), ...checkColumns({ columns, settings }, ['columns'])]
    const named = [...new Set(listed(settings.columns))]
    const kept =
      settings.keep === 'drop' ? columns.map(({ name }) => name).filter((name) => !named.includes(name)) : named
    const none = problems.length === 0 && kept.length === 0 ? required({ columns: [] }, ['columns']) : []
    if (problems.length + none.length > 0) return { problems: [...problems, ...none] }
    return { sql: `SELECT ${[rowSql, ...kept.map(identifier)].join(', ')} FROM source` }
  },
}
