// The one door to preparing: by a task that arranges rows into blocks, or as a table.
import type { Problem } from '../../../../shared/contract/errors'
import type { PrepareSpec } from '../../../../shared/contract/worker'
import { withDefaults } from '../../../../shared/fields'
import type { TaskChoice, TemplateInfo } from '../../../../shared/records'
import type { Pieces } from '../pieces'
import { checkSpec, columnsToRead, prepareTable } from '../prepare'
import type { PrepareResult } from '../prepare'
import type { ColumnValues } from '../recipe'
import { checkTask, columnsForTask, prepareTask } from './prepareTask'
import { arrayTask, arrayTasks } from './registry'
import type { ArrayTask } from './task'

/** How a data set is prepared. */
export interface Preparing {
  /** Everything that is wrong before any row is read. */
  check(): Problem[]
  /** The columns to read, in that order. */
  columns(): { name: string; kind: ColumnValues['kind'] }[]
  prepare(columns: readonly ColumnValues[]): Pieces<PrepareResult>
}

/** Row by row as a table, unless the spec names a task that arranges rows. */
export function preparingOf(spec: PrepareSpec): Preparing {
  const task = arrayTask(spec.task?.task)
  if (task === undefined) {
    return {
      check: () => checkSpec(spec),
      columns: () => columnsToRead(spec),
      prepare: (columns) => prepareTable(columns, spec),
    }
  }
  return {
    check: () => checkTask(task, spec),
    columns: () => columnsForTask(task, spec),
    prepare: (columns) => prepareTask(task, columns, spec),
  }
}

/** The choice with every missing setting at its default; null for a task whose rows are those of the table. */
export function completeTask(choice: TaskChoice | undefined): TaskChoice | null {
  const task = arrayTask(choice?.task)
  return choice === undefined || task === undefined
    ? null
    : { task: task.name, settings: withDefaults(task.fields, choice.settings) }
}

/** The tasks that have settings, each as a form can draw it. */
export function taskInfos(): TemplateInfo[] {
  return Object.values<ArrayTask>(arrayTasks).map(({ name, label, summary, fields }) => {
    return { name, label, summary, fields: [...fields] }
  })
}

export { applyArrangement } from './applyArrangement'
export { codesIn, floatsIn } from './preparedCodes'
export { rankingCases } from './rankingCases'
export type { RankingCase, RankingCases } from './rankingCases'
export { redrawOf } from './redraw'
export { taskReadiness } from './readiness'
export { arrayTask, arrayTasks } from './registry'
export { splitFor } from './splitFor'
export type { ArrayTask } from './task'
