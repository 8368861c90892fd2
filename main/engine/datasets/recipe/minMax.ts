// Recipe step: moves and scales numbers so that the training rows lie between 0 and 1.
import { quantilesOf } from './quantiles'
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/** Like scikit-learn's MinMaxScaler: a constant column is only moved. Later values outside stay outside unless clipped. */
export const minMax: RecipeStep = {
  name: 'minMax',
  label: { en: 'Scale to 0 to 1', zh: '缩放到 0 到 1' },
  summary: {
    en: 'Scales numbers so that the smallest of the training rows becomes 0 and the largest 1.',
    zh: '缩放数值，使训练行的最小值为 0、最大值为 1。',
  },
  fields: [
    {
      kind: 'switch',
      name: 'clip',
      label: { en: 'Clip', zh: '截断' },
      help: { en: 'Brings later values outside to 0 or 1.', zh: '将之后超出范围的值截断为 0 或 1。' },
      default: false,
    },
  ],
  takes: 'numbers',
  gives: 'numbers',
  fit(training, settings) {
    const [min = NaN, max = NaN] = quantilesOf(numbersIn(training), [0, 1])
    const empty = Number.isNaN(min)
    return { min: empty ? 0 : min, span: empty || max === min ? 1 : max - min, clip: settings.clip === true }
  },
  apply(column, { min, span, clip }) {
    const values = numbersIn(column).map((value) => {
      const scaled = (value - Number(min)) / Number(span)
      return clip === true ? Math.max(0, Math.min(1, scaled)) : scaled
    })
    return [{ kind: 'numbers', name: column.name, values }]
  },
}
