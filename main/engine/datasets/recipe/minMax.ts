// Recipe step: moves and scales numbers so that the training rows lie between 0 and 1.
import { scaled } from './scaled'
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
    let [min, max] = [Infinity, -Infinity]
    for (const value of numbersIn(training)) {
      if (value < min) min = value
      if (value > max) max = value
    }
    const empty = min > max
    return {
      min: empty ? 0 : min,
      span: empty || max === min ? 1 : Math.min(max - min, Number.MAX_VALUE),
      clip: settings.clip === true,
    }
  },
  apply(column, { min, span, clip }) {
    const values = numbersIn(column).map((value) => {
      const found = scaled(value, Number(min), Number(span))
      return clip === true ? Math.max(0, Math.min(1, found)) : found
    })
    return [{ kind: 'numbers', name: column.name, values }]
  },
}
