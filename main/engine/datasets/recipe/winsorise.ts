// Recipe step: brings numbers beyond two quantiles of the training rows to them.
import { quantilesOf } from './quantiles'
import type { RecipeStep } from './step'
import { numbersIn } from './step'

function share(name: string, label: { en: string; zh: string }, usual: number) {
  const help = { en: 'A share of the training rows, 0 to 1.', zh: '占训练行的比例，0 到 1。' }
  return { kind: 'number', name, label, help, default: usual, min: 0, max: 1 } as const
}

/** Like numpy's clip at the quantiles by linear interpolation. With the shares exchanged, the smaller one is the lower. */
export const winsorise: RecipeStep = {
  name: 'winsorise',
  label: { en: 'Clip by quantiles', zh: '按分位数截断' },
  summary: {
    en: 'Brings very small and very large numbers to two quantiles of the training rows.',
    zh: '将过小和过大的数值截断到训练行的两个分位数。',
  },
  fields: [
    share('low', { en: 'Lower share', zh: '下分位' }, 0.01),
    share('high', { en: 'Upper share', zh: '上分位' }, 0.99),
  ],
  takes: 'numbers',
  gives: 'numbers',
  fit(training, settings) {
    const shares = [Number(settings.low), Number(settings.high)].sort((a, b) => a - b)
    const [low = NaN, high = NaN] = quantilesOf(numbersIn(training), shares)
    // Null rather than NaN, which JSON has not: a column without values is left as it is.
    return { low: Number.isNaN(low) ? null : low, high: Number.isNaN(high) ? null : high }
  },
  apply(column, { low, high }) {
    const values = numbersIn(column)
    const clipped =
      low === null || high === null
        ? values
        : values.map((value) => Math.max(Number(low), Math.min(Number(high), value)))
    return [{ kind: 'numbers', name: column.name, values: clipped }]
  },
}
