// The best epoch by recommended lists: said where there are none, so that the loss decides.
import type { Problem } from '../../../../shared/contract/errors'
import type { Settings } from '../../../../shared/fields'
import type { TaskChoice } from '../../../../shared/records'

/** What is wrong with watching a ranking metric on data of that task; null for a table. `training` is complete. */
export function watchProblems({ watch }: Settings, task: TaskChoice | null, path = ''): Problem[] {
  if (watch === 'loss' || task?.task === 'topN' || task?.task === 'nextItem') return []
  return [nothingToRank('error', path)]
}

/** An error before a run, which can be mended; a note on a run whose network or data turn out to recommend nothing. */
export function nothingToRank(severity: 'error' | 'note', path = ''): Problem {
  const then = {
    error: { en: '', zh: '' },
    note: { en: ' The loss decides in its place.', zh: '改由损失决定。' },
  }[severity]
  return {
    path: `${path}watch`,
    code: 'run/nothing-to-rank',
    message: {
      en: `The best epoch is to be found by recommended lists, of which there are none, expected validation users and a network that scores items for them.${then.en}`,
      zh: `要求按推荐列表确定最佳轮次，但没有可评判的列表；需要有验证用户，且网络能为其物品打分。${then.zh}`,
    },
    hint: {
      en: 'Let the loss decide, or choose top-N or next item as the task of the data set.',
      zh: '请改由损失决定，或将数据集的任务设为 Top-N 推荐或下一物品。',
    },
    severity,
  }
}
