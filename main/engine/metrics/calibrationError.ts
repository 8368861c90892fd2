// Metric `calibrationError`: how far the probabilities are from the frequencies with which they come true.
import { predicted } from './classCounts'
import { probability } from './metric'
import type { Metric, MetricInput } from './metric'

const bins = 15

/**
 * Expected calibration error (Naeini et al. 2015, Guo et al. 2017) with 15 equal bins: the mean over rows of |mean probability - share that
 * came true| of their bin. Binary: of the positive class. Multi-class: of the predicted class ("confidence"). Null without rows.
 */
export const calibrationError: Metric = {
  name: 'calibrationError',
  label: { en: 'Calibration error', zh: '校准误差' },
  summary: {
    en: 'How far predicted probabilities are from how often they come true, on average over 15 bins: 0 is honest.',
    zh: '预测概率与其实际发生频率之间的平均差距（15 个区间）：0 表示概率可信。',
  },
  direction: 'lower',
  goals: ['binary', 'multiclass'],
  eachEpoch: false,
  compute: (input) => {
    const rows = input.targets.length
    if (rows === 0) return null
    // Sum of probabilities less sum of what came true, by bin: its size over all rows is the bin's part of the mean.
    const gaps = new Float64Array(bins)
    for (let row = 0; row < rows; row += 1) {
      const { given, came } = calledOf(input, row)
      if (Number.isNaN(given)) return null
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(given * bins)))
      gaps[bin] = (gaps[bin] as number) + given - came
    }
    return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / rows
  },
}

function calledOf(input: MetricInput, row: number): { given: number; came: number } {
  const code = input.goal === 'binary' ? 1 : predicted(input, row)
  return { given: probability(input, row, code), came: input.targets[row] === code ? 1 : 0 }
}
