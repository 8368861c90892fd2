// Baseline `lastValue`: of a series, everything stays as it is.
import { numbersIn } from './blocks'
import type { Baseline } from './baseline'
import { stepsOf } from './rows'

/** The naive forecast: the last value of the window, for every step ahead. */
export const lastValue: Baseline = {
  name: 'lastValue',
  label: { en: 'Last value', zh: '最近值' },
  summary: {
    en: 'Forecasts that a series stays at its last value.',
    zh: '预测序列保持其最近的数值不变。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'forecast',
  *fit(prepared) {
    const steps = stepsOf(prepared)
    const { values, window } = numbersIn(prepared, 'sequence')
    return {
      outputs: (rows) => {
        const given = new Float32Array(rows.length * steps)
        rows.forEach((row, place) => {
          given.fill(values[(row + 1) * window - 1] as number, place * steps, (place + 1) * steps)
        })
        return given
      },
    }
  },
}
