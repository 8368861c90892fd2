// Recipe step: replaces numbers by their rank among the training rows, evenly spread or in the shape of a bell.
import { normalQuantile } from './normalQuantile'
import { quantilesOf } from './quantiles'
import type { RecipeStep } from './step'
import { asNumbers, numbersIn } from './step'

/** Nearer to the ends than this is an end, as in scikit-learn. */
const nearEnd = 1e-7
const mostDeviations = normalQuantile(1 - (nearEnd - 2 ** -52))

/**
 * Like scikit-learn's QuantileTransformer, of all training rows rather than 10,000 drawn ones: a number between two
 * quantiles is interpolated, equal quantiles give their middle, numbers outside get the ends.
 */
export const quantile: RecipeStep = {
  name: 'quantile',
  label: { en: 'By rank', zh: '按秩变换' },
  summary: {
    en: 'Replaces numbers by the share of training rows below them, evenly from 0 to 1 or in the shape of a normal distribution.',
    zh: '将数值替换为训练行中小于它的比例，均匀分布于 0 到 1，或呈正态分布。',
  },
  fields: [
    {
      kind: 'choice',
      name: 'shape',
      label: { en: 'Shape', zh: '分布' },
      help: { en: 'How the numbers are spread afterwards.', zh: '变换后数值的分布。' },
      default: 'normal',
      options: [
        { value: 'normal', label: { en: 'Normal', zh: '正态' } },
        { value: 'uniform', label: { en: 'Even', zh: '均匀' } },
      ],
    },
    {
      kind: 'integer',
      name: 'count',
      label: { en: 'Quantiles', zh: '分位数个数' },
      help: { en: 'How many are learnt, at most one for each training row.', zh: '学习的分位数个数，不超过训练行数。' },
      default: 1000,
      min: 2,
      max: 10_000,
      advanced: true,
    },
  ],
  takes: 'numbers',
  gives: 'numbers',
  fit(training, { shape, count }) {
    const most = Math.max(1, Math.min(Number(count), training.values.length))
    const shares = Array.from({ length: most }, (_, index) => (most === 1 ? 0 : index / (most - 1)))
    const found = quantilesOf(numbersIn(training), shares)
    return { quantiles: found.some(Number.isNaN) ? [] : rising(found), normal: shape !== 'uniform' }
  },
  apply(column, learnt) {
    const quantiles = learnt.quantiles as number[]
    const rankOf = learnt.normal === true ? normalShare : evenShare
    const numbers = numbersIn(column)
    const values = new Float64Array(numbers.length)
    for (let row = 0; row < numbers.length; row++) values[row] = rankOf(numbers[row] as number, quantiles)
    return [asNumbers(column.name, values)]
  },
}

/** Rounding may make a quantile less than the one before. */
function rising(quantiles: number[]): number[] {
  let most = -Infinity
  return quantiles.map((each) => (most = Math.max(most, each)))
}

function normalShare(value: number, quantiles: readonly number[]): number {
  if (Number.isNaN(value)) return NaN
  const [first, last] = [quantiles[0] ?? NaN, quantiles.at(-1) ?? NaN]
  if (value - nearEnd < first) return -mostDeviations
  if (value + nearEnd > last) return mostDeviations
  return Math.max(-mostDeviations, Math.min(mostDeviations, normalQuantile(evenShare(value, quantiles))))
}

function evenShare(value: number, quantiles: readonly number[]): number {
  if (Number.isNaN(value)) return NaN
  const last = quantiles.length - 1
  if (last < 0) return 0.5
  if (value <= (quantiles[0] as number)) return 0
  if (value >= (quantiles[last] as number)) return 1
  const above = firstWhere(quantiles, (each) => each >= value)
  const below = firstWhere(quantiles, (each) => each > value) - 1
  if (above <= below) return (above + below) / 2 / last
  const [low, high] = [quantiles[below] as number, quantiles[above] as number]
  return (below + shareOf(value, low, high)) / last
}

/** How far a number is on the way from one to another, also where their distance is beyond the largest number. */
function shareOf(value: number, low: number, high: number): number {
  const distance = high - low
  return Number.isFinite(distance) ? (value - low) / distance : (value / 2 - low / 2) / (high / 2 - low / 2)
}

/** The first place of a sorted list at which what is true from some place on is true. */
function firstWhere(sorted: readonly number[], isTrue: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (isTrue(sorted[middle] as number)) to = middle
    else from = middle + 1
  }
  return from
}
