// Recipe step: moves numbers by their median and scales them by the middle half, which outliers do not move.
import { quantilesOf } from './quantiles'
import { scaled } from './scaled'
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/** Like scikit-learn's RobustScaler: a middle half without width divides by 1. */
export const robust: RecipeStep = {
  name: 'robust',
  label: { en: 'Standardise robustly', zh: '稳健标准化' },
  summary: {
    en: 'Subtracts the median of the training rows and divides by the distance between their quartiles.',
    zh: '减去训练行的中位数，再除以其四分位距。',
  },
  fields: [],
  takes: 'numbers',
  gives: 'numbers',
  fit(training) {
    const [low = NaN, middle = NaN, high = NaN] = quantilesOf(numbersIn(training), [0.25, 0.5, 0.75])
    const span = high - low
    return { middle: Number.isNaN(middle) ? 0 : middle, span: span > 0 ? Math.min(span, Number.MAX_VALUE) : 1 }
  },
  apply(column, { middle, span }) {
    const values = numbersIn(column).map((value) => scaled(value, Number(middle), Number(span)))
    return [{ kind: 'numbers', name: column.name, values }]
  },
}
