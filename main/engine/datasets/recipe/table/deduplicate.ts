// Table step: of rows that are equal in all or some columns one is kept, the first or the last.
import { identifier } from '../../read/sql'
import { checkColumns, listed } from './complaints'
import { choiceField, columnsField } from './fields'
import { rowSql } from './step'
import type { TableStep } from './step'

/** Missing equals missing. */
export const deduplicate: TableStep = {
  name: 'deduplicate',
  label: { en: 'Remove duplicates', zh: '去除重复' },
  summary: { en: 'Keeps one of the rows that are equal.', zh: '在相同的行中只保留一行。' },
  fields: [
    columnsField(
      'columns',
      { en: 'Columns', zh: '列' },
      {
        en: 'Rows are equal when these columns are; empty: all columns.',
        zh: '这些列相同的行视为重复；留空表示所有列。',
      },
    ),
    choiceField('keep', { en: 'Keep', zh: '保留' }, { en: 'Which of them.', zh: '保留哪一行。' }, [
      { value: 'first', label: { en: 'the first', zh: '第一行' } },
      { value: 'last', label: { en: 'the last', zh: '最后一行' } },
    ]),
  ],
  sql({ columns, settings }) {
    const problems = checkColumns({ columns, settings }, ['columns'])
    if (problems.length > 0) return { problems }
    const named = listed(settings.columns).filter((name) => name !== '')
    const keys = (named.length > 0 ? named : columns.map(({ name }) => name)).map(identifier).join(', ')
    const kept = settings.keep === 'last' ? 'max' : 'min'
    return { sql: `SELECT * FROM source QUALIFY ${kept}(${rowSql}) OVER (PARTITION BY ${keys}) = ${rowSql}` }
  },
}
