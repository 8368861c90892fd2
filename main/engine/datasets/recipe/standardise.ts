// Recipe step: moves and scales numbers to mean 0 and deviation 1 over the training rows.
import { meanOf } from './impute'
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/** A number further from the mean, in deviations, is brought there: near the largest numbers a float32 would be infinite. */
const farthest = 1e6

/** Like scikit-learn's StandardScaler: population deviation; a constant column is only moved, never divided by zero. */
export const standardise: RecipeStep = {
  name: 'standardise',
  label: { en: 'Standardise', zh: '标准化' },
  summary: {
    en: 'Subtracts the mean of the training rows and divides by their standard deviation.',
    zh: '减去训练行的均值，再除以其标准差。',
  },
  fields: [],
  takes: 'numbers',
  gives: 'numbers',
  fit(training) {
    return { ...momentsOf(numbersIn(training).filter((value) => !Number.isNaN(value))) }
  },
  apply(column, learnt) {
    const mean = Number(learnt.mean)
    const deviation = Number(learnt.deviation)
    const values = numbersIn(column).map((value) => within((value - mean) / deviation))
    return [{ kind: 'numbers', name: column.name, values }]
  },
}

function within(value: number): number {
  return Math.max(-farthest, Math.min(farthest, value))
}

/** Mean and population standard deviation, the latter 1 when it is zero or too small to divide by. */
export function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  // Squares of numbers above 1e154 overflow.
  const scale = values.some((value) => Math.abs(value) > 1e140) ? 1e200 : 1
  const scaled = scale === 1 ? values : values.map((value) => value / scale)
  const middle = meanOf(scaled)
  const mean = middle * scale
  const deviation = Math.sqrt(meanOf(scaled.map((value) => (value - middle) ** 2))) * scale
  const negligible = !(deviation > 1e-12 * Math.max(1, Math.abs(mean)))
  return { mean, deviation: negligible ? 1 : deviation }
}
