// What stands out about a column: constant, almost so, an id, numbers and words mixed, personal data.
import type { Column, ColumnMark } from '../../../../../shared/records'
import { looksLikeId } from '../../roles'
import { looksPersonal } from './personal'

/** From this share of the values on, the commonest one leaves next to nothing to learn from. */
const almostAll = 0.99

/** `rows` of the table, whether numbers and words are mixed, and some of the column's values as they stand. */
export function marksOf(column: Column, rows: number, mixed: boolean, values: readonly string[]): ColumnMark[] {
  const { distinct, missing, storage, top } = column
  const present = rows - missing
  const [constant, most] = [distinct <= 1, top[0]?.count ?? 0]
  const everyOther = distinct > 20 && distinct === present && storage !== 'DOUBLE'
  const found: [ColumnMark, boolean][] = [
    ['constant', constant],
    ['nearConstant', !constant && most >= present * almostAll],
    ['id', looksLikeId(column) || (everyOther && column.type !== 'date')],
    ['mixed', mixed],
    ['personal', looksPersonal(column.name, values)],
  ]
  return found.filter(([, holds]) => holds).map(([mark]) => mark)
}
