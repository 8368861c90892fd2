// Why runs should not be ranked together: other data, another target, other rows for training and testing, or not over yet.
import type { Problem } from '../../../shared/contract/errors'
import type { Settings } from '../../../shared/fields/field'
import type { Text } from '../../../shared/fields/text'
import type { Run } from '../../../shared/records'

const targetsOf = ({ target, alsoTargets = [] }: Run['protocol']): string => [target, ...alsoTargets].join(', ')

interface Check {
  code: string
  path: string
  /** What is compared; runs with the same text agree. */
  key: (run: Run) => string
  /** How a group of runs is told apart from the others. */
  label: (run: Run) => string
  what: Text
}

const checks: readonly Check[] = [
  {
    code: 'comparison/mixed-goals',
    path: 'protocol.goal',
    key: ({ protocol }) => String(protocol.goal === 'regression'),
    label: ({ protocol }) => protocol.goal,
    what: { en: 'do not predict the same kind of thing', zh: '预测的目标种类不同' },
  },
  {
    code: 'comparison/different-tables',
    path: 'protocol.table',
    key: ({ protocol }) => protocol.table,
    label: ({ dataset, protocol }) => `${dataset.name} (${protocol.table.slice(0, 8)})`,
    what: { en: 'learnt from different tables', zh: '使用了不同的数据表' },
  },
  {
    code: 'comparison/different-targets',
    path: 'protocol.target',
    key: ({ protocol }) => targetsOf(protocol),
    label: ({ protocol }) => targetsOf(protocol),
    what: { en: 'predict different columns', zh: '预测的列不同' },
  },
  {
    code: 'comparison/different-splits',
    path: 'protocol.split',
    key: splitText,
    label: splitText,
    what: { en: 'split their rows differently', zh: '划分数据行的方式不同' },
  },
  {
    code: 'comparison/different-tasks',
    path: 'protocol.task',
    key: taskText,
    label: taskText,
    what: { en: 'learn another task, or the same with other settings', zh: '学习的任务或任务设置不同' },
  },
]

/** The same split of the same table may still leave other rows out. */
const counts: Check = {
  code: 'comparison/different-counts',
  path: 'protocol.counts',
  key: countsText,
  label: countsText,
  what: { en: 'use different numbers of rows', zh: '使用的数据行数不同' },
}

/** A warning for each way in which the protocols differ. */
export function protocolProblems(runs: readonly Run[]): Problem[] {
  const found = checks.flatMap((check) => problemOf(check, runs))
  return found.length > 0 ? found : problemOf(counts, runs)
}

/** A note for each run that is not `finished`: its values are not those of a whole training. */
export function unfinishedNotes(runs: readonly Run[]): Problem[] {
  return runs
    .filter((run) => run.status !== 'finished')
    .map((run) => ({
      path: `runs.${run.id}`,
      code: 'comparison/unfinished-run',
      message: {
        en: `Run ${run.number} is "${run.status}" after ${run.epochsDone} of ${run.epochs} epochs: its values are not those of a whole training.`,
        zh: `运行 ${run.number} 的状态为“${run.status}”，已完成 ${run.epochs} 轮中的 ${run.epochsDone} 轮：其数值并非完整训练的结果。`,
      },
      hint: { en: 'Let it finish, or leave it out.', zh: '请等待其完成，或将其移出比较。' },
      severity: 'note',
    }))
}

function problemOf({ code, path, key, label, what }: Check, runs: readonly Run[]): Problem[] {
  const groups = new Map<string, Run[]>()
  for (const run of runs) groups.set(key(run), [...(groups.get(key(run)) ?? []), run])
  if (groups.size < 2) return []
  const named = [...groups.values()].map((group) => ({
    numbers: group.map((run) => run.number).join(', '),
    label: label(group[0] as Run),
  }))
  const message = {
    en: `The runs ${what.en}: ${named.map((one) => `"${one.label}" (run ${one.numbers})`).join('; ')}.`,
    zh: `这些运行${what.zh}：${named.map((one) => `“${one.label}”（运行 ${one.numbers}）`).join('；')}。`,
  }
  const hint = {
    en: 'Do not rank them together; compare runs that were tested on the same rows.',
    zh: '请勿将它们放在一起排名；请比较在相同数据行上测试的运行。',
  }
  return [{ path, code, message, hint, severity: 'warning' }]
}

function splitText({ protocol: { split } }: Run): string {
  return [split.kind, ...settingsText(split.settings)].join(', ')
}

function taskText({ protocol: { task } }: Run): string {
  return task === undefined ? '-' : [task.task, ...settingsText(task.settings)].join(', ')
}

function settingsText(settings: Settings): string[] {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([name, value]) => `${name} ${JSON.stringify(value)}`)
}

function countsText({ protocol: { counts: rows } }: Run): string {
  return `${rows.train} / ${rows.validation} / ${rows.test}`
}
