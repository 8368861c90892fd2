// Long steps that this page asked for: each with a name, its progress, and how to cancel it.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { TaskProgress } from '../../shared/records'
import { ask } from '../api'

export interface Task {
  id: string
  label: string
  stage: string
  done: number
  total: number | null
  cancelling: boolean
}

export const useTasks = defineStore('tasks', () => {
  const list = ref<Task[]>([])
  const session = Date.now().toString(36)
  let count = 0

  /** A name for a step of this page that nobody needs to see listed. */
  function newId(): string {
    return `${session}-${(count += 1)}`
  }

  /** Does `work` as a task that is listed while it runs; `work` hands the task's id on with its request. */
  async function run<T>(label: string, work: (task: string) => Promise<T>): Promise<T> {
    const id = newId()
    list.value.push({ id, label, stage: '', done: 0, total: null, cancelling: false })
    try {
      return await work(id)
    } finally {
      list.value = list.value.filter((task) => task.id !== id)
    }
  }

  async function cancel(id: string): Promise<void> {
    const task = list.value.find((candidate) => candidate.id === id)
    if (task) task.cancelling = true
    await ask('tasks.cancel', { task: id })
  }

  function progressed(progress: TaskProgress): void {
    const task = list.value.find((candidate) => candidate.id === progress.task)
    if (task) Object.assign(task, { stage: progress.stage, done: progress.done, total: progress.total })
  }

  return { list, newId, run, cancel, progressed }
})
