// Baseline `seasonal`: of a series, everything comes again as it was a period ago.
import type { Prepared } from '../workspace/prepared'
import { numbersIn } from './blocks'
import type { Numbers } from './blocks'
import type { Baseline } from './baseline'
import { evenly, rowsOf, stepsOf } from './rows'

const mostRows = 20_000

/**
 * The seasonal naive forecast: step h ahead is the value of the window that lies a whole number of periods before it. The period, from 2
 * to the window's length, is the one with the least squared error on the training rows; null where the window is too short for any.
 */
export const seasonal: Baseline = {
  name: 'seasonal',
  label: { en: 'Same as a period ago', zh: '与上一周期相同' },
  summary: {
    en: 'Forecasts what was a period ago; the period is the one that fits the training rows best.',
    zh: '预测为一个周期之前的数值；周期取最符合训练行的长度。',
  },
  suits: ({ arrangement }) => arrangement?.task === 'forecast',
  *fit(prepared) {
    const numbers = numbersIn(prepared, 'sequence')
    const { window } = numbers
    const rows = evenly(rowsOf(prepared, 'train'), mostRows)
    let best = { period: 0, error: Infinity }
    for (let period = 2; period <= window; period += 1) {
      yield { done: period, total: window }
      const error = errorOf(prepared, numbers, rows, period)
      if (error < best.error) best = { period, error }
    }
    if (best.period === 0) return null
    return { outputs: (asked) => forecast(numbers, asked, stepsOf(prepared), best.period) }
  },
}

/** Where in the window the value stands that step `step` (from 0) repeats. */
const placeOf = (window: number, step: number, period: number): number => window - period + (step % period)

function forecast({ values, window }: Numbers, rows: Int32Array, steps: number, period: number): Float32Array {
  const given = new Float32Array(rows.length * steps)
  rows.forEach((row, place) => {
    for (let step = 0; step < steps; step += 1) {
      given[place * steps + step] = values[row * window + placeOf(window, step, period)] as number
    }
  })
  return given
}

function errorOf(prepared: Prepared, numbers: Numbers, rows: Int32Array, period: number): number {
  const steps = stepsOf(prepared)
  const given = forecast(numbers, rows, steps, period)
  let sum = 0
  rows.forEach((row, place) => {
    for (let step = 0; step < steps; step += 1) {
      sum += ((given[place * steps + step] as number) - (prepared.target[row * steps + step] as number)) ** 2
    }
  })
  return sum
}
