// Drift check: values are missing more often than in training, or for the first time.
import { formatPercent } from '../../../../shared/numbers/format'
import { short } from './check'
import type { DriftCheck } from './check'

/** Differences of the shares from which it is noted, and from which it is a warning. */
const [noted, warned] = [0.05, 0.2]

export const missingValues: DriftCheck = {
  name: 'missingValues',
  label: { en: 'More missing values', zh: '缺失值增多' },
  summary: {
    en: 'A share of missing values that is larger by 5 points (note) or 20 (warning), or values missing for the first time.',
    zh: '缺失比例增加 5 个百分点（提示）或 20 个百分点（警告），或首次出现缺失。',
  },
  find({ column, before, now }) {
    const [then, after] = [before, now].map(({ missing, total }) => (total > 0 ? missing / total : 0)) as [
      number,
      number,
    ]
    const first = before.missing === 0 && now.missing > 0
    if (after - then < noted && !first) return []
    return [
      {
        code: 'drift/more-missing',
        severity: after - then >= warned ? 'warning' : 'note',
        column,
        message: {
          en: `"${short(column)}" is missing in "${formatPercent(after)}" of the rows, expected about ${formatPercent(then)} as in training.`,
          zh: `“${short(column)}”在“${formatPercent(after)}”的行中缺失，训练时约为 ${formatPercent(then)}。`,
        },
        hint: {
          en: 'Missing values are filled as learnt in training, so that predictions lean on other columns. Find out why they are missing.',
          zh: '缺失值会按训练时学到的方式填补，预测将更依赖其他列。请查明缺失的原因。',
        },
      },
    ]
  },
}
