// What a target is good for: the goal follows from the column's type alone, so that changing the type changes the goal.
import type { Column, Goal } from '../../../shared/records'

/** Words and flags are classes, numbers are numbers (but two of them are classes); dates and free text are no target. */
export function goalOf(target: Pick<Column, 'type' | 'distinct'>): Goal | null {
  if (target.type === 'date' || target.type === 'text' || target.type === 'list') return null
  if (target.distinct === 2) return 'binary'
  return target.type === 'number' ? 'regression' : 'multiclass'
}
