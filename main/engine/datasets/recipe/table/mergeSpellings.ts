// Table step: writes several spellings of a value as one. `spellings.ts` proposes which.
import { identifier, literal } from '../../read/sql'
import { checkColumns, checkPairs, listed, required } from './complaints'
import { textsField, theColumn } from './fields'
import { textOf, withColumns } from './step'
import type { TableStep } from './step'

/** Compares values as they are shown; a value that is not listed stays. The column becomes text. */
export const mergeSpellings: TableStep = {
  name: 'mergeSpellings',
  label: { en: 'Merge spellings', zh: '合并不同写法' },
  summary: { en: 'Writes several spellings of a value as one.', zh: '将同一取值的不同写法统一。' },
  fields: [
    theColumn,
    textsField('from', { en: 'From', zh: '原写法' }, { en: 'The spellings found.', zh: '现有的写法。' }),
    textsField(
      'to',
      { en: 'To', zh: '新写法' },
      {
        en: 'What each of them becomes, in the same order.',
        zh: '按相同顺序给出每种写法对应的新写法。',
      },
    ),
  ],
  sql({ columns, settings }) {
    const problems = [
      ...required(settings, ['column', 'from']),
      ...checkColumns({ columns, settings }, ['column']),
      ...checkPairs(settings, 'from', 'to'),
    ]
    if (problems.length > 0) return { problems }
    const [name, to] = [String(settings.column), listed(settings.to)]
    const branches = listed(settings.from).map(
      (from, index) => `WHEN ${literal(from)} THEN ${literal(to[index] ?? from)}`,
    )
    const sql = `CASE ${textOf(name)} ${branches.join(' ')} ELSE CAST(${identifier(name)} AS VARCHAR) END`
    return { sql: withColumns([{ name, sql }]) }
  },
}
