// The registry of tasks whose rows are arranged into blocks: one line a task.
import type { Task } from '../../../../shared/records'
import { forecast } from './forecast'
import { nextItem } from './nextItem'
import { rating } from './rating'
import type { ArrayTask } from './task'
import { topN } from './topN'

export const arrayTasks = { rating, topN, nextItem, forecast } as const satisfies Partial<Record<Task, ArrayTask>>

/** The task of that name, undefined for one whose rows are those of the table. */
export function arrayTask(name: Task | undefined): ArrayTask | undefined {
  return name !== undefined && Object.hasOwn(arrayTasks, name) ? arrayTasks[name as keyof typeof arrayTasks] : undefined
}
