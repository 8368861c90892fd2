// The registry of tasks, and the question that they answer: what is a table ready for, as its roles are now?
import type { Problem } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'
import type { Dataset, Task, TaskReadiness } from '../../../../shared/records'
import { classification } from './classification'
import { forecast } from './forecast'
import { nextItem } from './nextItem'
import { rating } from './rating'
import { regression } from './regression'
import { RoleTable } from './table'
import type { RoleColumn } from './table'
import type { TaskKind } from './task'
import { topN } from './topN'

export const taskKinds = { classification, regression, rating, topN, nextItem, forecast } as const satisfies Record<
  Task,
  TaskKind
>

/** Tasks whose target is prepared row by row, which what preparing found out is about. */
const byRow: readonly Task[] = ['classification', 'regression']

/**
 * All tasks, those that the table is ready for first. `problems` are those of preparing it row by row: an error among
 * them is what a task lacks that its roles would allow.
 */
export function tasksOf(
  columns: readonly RoleColumn[],
  assignments: Dataset['assignments'],
  problems: readonly Problem[] = [],
): TaskReadiness[] {
  const table = new RoleTable(columns, assignments)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const all = Object.values<TaskKind>(taskKinds).map((kind) => {
    const missing = kind.missing(table)
    const late = missing.length === 0 && byRow.includes(kind.name) ? errors.map(inWords) : []
    return readinessFor(kind, table, [...missing, ...late])
  })
  return [...all.filter(({ ready }) => ready), ...all.filter(({ ready }) => !ready)]
}

function readinessFor(kind: TaskKind, table: RoleTable, missing: Text[]): TaskReadiness {
  const ready = missing.length === 0
  const { label } = kind
  const sentence = ready ? readySentence(label, kind.goal(table)) : notReady(label, missing)
  return { task: kind.name, ready, sentence, uses: kind.uses(table), missing }
}

function readySentence(label: Text, goal: Text): Text {
  return { en: `Ready for ${label.en}: ${goal.en}.`, zh: `可用于${label.zh}：${goal.zh}。` }
}

function notReady(label: Text, missing: readonly Text[]): Text {
  const count = missing.length
  return {
    en: `Not ready for ${label.en}: ${count === 1 ? 'one thing is' : `${count} things are`} missing.`,
    zh: `尚不能用于${label.zh}：还缺 ${count} 项。`,
  }
}

function inWords({ message, hint }: Problem): Text {
  return { en: `${message.en} ${hint.en}`, zh: `${message.zh}${hint.zh}` }
}

/** True when the table is ready for something that needs no target or no feature, so that their absence is no error. */
export function needsNoTarget(columns: readonly RoleColumn[], assignments: Dataset['assignments']): boolean {
  return tasksOf(columns, assignments).some(({ task, ready }) => ready && !byRow.includes(task))
}

export { checkRoles } from './roles'
export { isInput, RoleTable } from './table'
export type { RoleColumn } from './table'
export type { TaskKind } from './task'
