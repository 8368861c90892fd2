// Recipe step: moves and scales numbers to mean 0 and deviation 1 over the training rows.
import { presentOf } from '../quantiles'
import { scaled } from './scaled'
import type { RecipeStep } from './step'
import { asNumbers, numbersIn } from './step'

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
    return { ...momentsOf(presentOf(numbersIn(training))) }
  },
  apply(column, learnt) {
    const mean = Number(learnt.mean)
    const deviation = Number(learnt.deviation)
    const numbers = numbersIn(column)
    const values = new Float64Array(numbers.length)
    for (let row = 0; row < numbers.length; row++) values[row] = scaled(numbers[row] as number, mean, deviation)
    return [asNumbers(column.name, values)]
  },
}

/** The arithmetic mean; 0 for none. */
export function meanOf(values: Float64Array): number {
  let sum = 0
  for (let row = 0; row < values.length; row++) sum += values[row] as number
  return values.length === 0 ? 0 : sum / values.length
}

/** Mean and population standard deviation, the latter 1 when it is zero or too small to divide by. */
export function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  // Squares of numbers above 1e154 overflow.
  const scale = values.some((value) => Math.abs(value) > 1e140) ? 1e200 : 1
  const parts = scale === 1 ? values : values.map((value) => value / scale)
  const middle = meanOf(parts)
  let squares = 0
  for (let row = 0; row < parts.length; row++) squares += ((parts[row] as number) - middle) ** 2
  const mean = middle * scale
  const deviation = Math.sqrt(parts.length === 0 ? 0 : squares / parts.length) * scale
  const negligible = !(deviation > 1e-12 * Math.max(1, Math.abs(mean)))
  return { mean, deviation: negligible ? 1 : deviation }
}
