// Table step: turns ratings into likes: from a threshold on 1, below it 0 or dropped.
import { checkColumns, required } from './complaints'
import { choiceField, numberField, theColumn } from './fields'
import { doubleOf, numberSql, withColumns } from './step'
import type { TableStep } from './step'

/** A missing rating is below. */
export const implicitThreshold: TableStep = {
  name: 'implicitThreshold',
  label: { en: 'Ratings to likes', zh: '评分转为喜好' },
  summary: {
    en: 'A rating of at least the threshold becomes 1; others become 0 or their rows are dropped.',
    zh: '达到阈值的评分变为 1；其余变为 0 或删除该行。',
  },
  fields: [
    theColumn,
    numberField(
      'threshold',
      { en: 'Threshold', zh: '阈值' },
      { en: 'From here on it is a like.', zh: '达到即视为喜好。' },
      4,
    ),
    choiceField(
      'below',
      { en: 'Below', zh: '低于阈值' },
      { en: 'What lower ratings become.', zh: '较低评分的处理。' },
      [
        { value: 'drop', label: { en: 'Drop the row', zh: '删除该行' } },
        { value: 'zero', label: { en: 'Becomes 0', zh: '变为 0' } },
      ],
    ),
  ],
  sql({ columns, settings }) {
    const problems = [...required(settings, ['column']), ...checkColumns({ columns, settings }, ['column'])]
    if (problems.length > 0) return { problems }
    const name = String(settings.column)
    const likes = `coalesce(${doubleOf(name)} >= ${numberSql(Number(settings.threshold))}, FALSE)`
    const sql = withColumns([{ name, sql: `CAST(${likes} AS BIGINT)` }])
    return { sql: settings.below === 'zero' ? sql : `${sql} WHERE ${likes}` }
  },
}
