// The split that a task is told honestly by, in place of the one that suits the rows of a table.
import type { Split, Task } from '../../../../shared/records'
import { completeSplit, defaultSplit } from '../splits'
import type { Assignments } from '../roles'

/** Who comes next and what comes later is tested by what came last; that needs times, without which chance decides. */
const kinds: Partial<Record<Task, { timed: string; timeless: string }>> = {
  rating: { timed: 'random', timeless: 'random' },
  topN: { timed: 'leaveLastOut', timeless: 'leaveOneOut' },
  nextItem: { timed: 'leaveLastOut', timeless: 'leaveOneOut' },
  forecast: { timed: 'time', timeless: 'random' },
}

/** `current` where it was chosen already (it is not the kind that every table begins with), or where the task has none. */
export function splitFor(task: Task, current: Split, assignments: Assignments): Split {
  const proposed = kinds[task]
  if (proposed === undefined || current.kind !== defaultSplit().kind) return current
  const timed = assignments.some(({ role }) => role === 'time')
  return completeSplit({ kind: timed ? proposed.timed : proposed.timeless })
}
