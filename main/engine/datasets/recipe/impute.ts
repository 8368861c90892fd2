// Recipe step: fills missing numbers with the median or mean of the training rows, and says where it did.
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/**
 * Like scikit-learn's SimpleImputer with `add_indicator=True`: the second output is 1 where the value was missing,
 * and exists only when one was missing in the training rows. A column with no value at all becomes 0.
 */
export const impute: RecipeStep = {
  name: 'impute',
  label: { en: 'Fill missing numbers', zh: '填补缺失数值' },
  summary: {
    en: 'Puts the median or mean of the training rows where a number is missing, and marks those rows in an extra input.',
    zh: '用训练行的中位数或均值填补缺失的数值，并用一个额外的输入标记这些行。',
  },
  fields: [
    {
      kind: 'choice',
      name: 'strategy',
      label: { en: 'Fill with', zh: '填补方式' },
      help: {
        en: 'The median is not moved by a few very large values.',
        zh: '中位数不受少数极大值的影响。',
      },
      default: 'median',
      options: [
        { value: 'median', label: { en: 'Median', zh: '中位数' } },
        { value: 'mean', label: { en: 'Mean', zh: '均值' } },
      ],
    },
    {
      kind: 'switch',
      name: 'flag',
      label: { en: 'Mark filled rows', zh: '标记填补过的行' },
      help: {
        en: 'Adds an input that is 1 where the number was missing: that it is missing may itself tell something.',
        zh: '增加一个输入，在数值缺失处为 1：缺失本身可能就有意义。',
      },
      default: true,
    },
  ],
  takes: 'numbers',
  gives: 'numbers',
  fit(training, settings) {
    const present = numbersIn(training).filter((value) => !Number.isNaN(value))
    const fill = settings.strategy === 'mean' ? meanOf(present) : medianOf(present)
    return { fill, flag: settings.flag !== false && present.length < training.values.length }
  },
  apply(column, learnt) {
    const values = numbersIn(column)
    const fill = Number(learnt.fill)
    const filled = values.map((value) => (Number.isNaN(value) ? fill : value))
    const outputs = [{ kind: 'numbers', name: column.name, values: filled } as const]
    if (learnt.flag !== true) return outputs
    const flags = values.map((value) => (Number.isNaN(value) ? 1 : 0))
    return [...outputs, { kind: 'numbers', name: `${column.name} (missing)`, values: flags }]
  },
}

/** The middle value, the mean of the two middle ones for an even count; 0 for none. */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) return 0
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  const high = sorted[middle] as number
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] as number) + high) / 2
}

/** The arithmetic mean; 0 for none. */
export function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
