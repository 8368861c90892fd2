// Whether a data set is ready for the task that was chosen for it, in a sentence.
import type { Problem } from '../../../../shared/contract/errors'
import type { Dataset, DatasetFacts, Readiness, Task } from '../../../../shared/records'
import { readinessOf } from '../readiness'

/** `facts` are those of the preparation, null when it could not be made; then the sentence gives the first error of `problems`. */
export function taskReadiness(
  dataset: Pick<Dataset, 'columns' | 'assignments'>,
  task: Task,
  { facts, problems }: { facts: DatasetFacts | null; problems: readonly Problem[] },
): Readiness {
  const { uses, tasks } = readinessOf(dataset, null, [])
  const own = tasks.find((one) => one.task === task)
  const useOf = new Map(own?.uses.map(({ column, use }) => [column, use]))
  const error = problems.find(({ severity }) => severity === 'error')
  const sentence =
    error === undefined ? own?.sentence : { en: `Not ready: ${error.message.en}`, zh: `尚未就绪：${error.message.zh}` }
  return {
    goal: facts?.goal ?? null,
    sentence: sentence ?? { en: 'Not checked yet.', zh: '尚未检查。' },
    uses: uses.map(({ column, use }) => ({ column, use: useOf.get(column) ?? use })),
    facts,
    tasks,
  }
}
