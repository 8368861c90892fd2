// Drift check: the values are distributed otherwise than in training.
import { formatNumber } from '../../../../shared/numbers/format'
import { short } from './check'
import type { DriftCheck } from './check'

/** The customary bounds of the population stability index; below chance's own p nothing is said of small tables. */
const [noted, warned] = [0.1, 0.25]
const mostLikely = 0.01

export const distribution: DriftCheck = {
  name: 'distribution',
  label: { en: 'Another distribution', zh: '分布改变' },
  summary: {
    en: 'A population stability index of .1 (note) or .25 (warning), where a test gives chance less than 1%: Kolmogorov and Smirnov’s for numbers, chi-square for words.',
    zh: '群体稳定性指数达到 0.1（提示）或 0.25（警告），且检验的 p 值小于 1%：数值用 Kolmogorov-Smirnov 检验，文字用卡方检验。',
  },
  find({ column, measured }) {
    if (measured === null || measured.psi < noted || measured.test.p >= mostLikely) return []
    const { psi, test } = measured
    const words = test.kind === 'ks' ? { en: 'Kolmogorov-Smirnov D', zh: 'Kolmogorov-Smirnov D' } : chi
    const [index, statistic, p] = [psi.toFixed(2), formatNumber(test.statistic), pText(test.p)]
    return [
      {
        code: 'drift/distribution',
        severity: psi >= warned ? 'warning' : 'note',
        column,
        message: {
          en: `"${short(column)}" is distributed otherwise than in training: stability index "${index}", expected less than ${noted} (${words.en} ${statistic}, ${p}).`,
          zh: `“${short(column)}”的分布与训练时不同：稳定性指数为“${index}”，应小于 ${noted}（${words.zh} ${statistic}，${p}）。`,
        },
        hint: {
          en: 'Scores measured on the old table may not hold. Look at the shares below, and train on newer rows where the change is there to stay.',
          zh: '在旧数据上测得的成绩可能不再成立。请查看下方的占比；若变化会持续，请用较新的数据训练。',
        },
      },
    ]
  },
}

const chi = { en: 'chi-square', zh: '卡方' }

function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`
}
