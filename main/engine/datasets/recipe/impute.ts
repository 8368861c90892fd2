// Recipe step: fills missing numbers by what the training rows have, or with a number, and says where it did.
import type { Field } from '../../../../shared/fields/field'
import { presentOf } from '../quantiles'
import { quantilesOf } from './quantiles'
import { meanOf } from './standardise'
import type { RecipeStep } from './step'
import { asNumbers, numbersIn } from './step'

/** The setting of both steps that fill: whether an input more says where they did. */
export const flagField: Field = {
  kind: 'switch',
  name: 'flag',
  label: { en: 'Mark filled rows', zh: '标记填补过的行' },
  help: {
    en: 'Adds an input that is 1 where the value was missing: that it is missing may itself tell something.',
    zh: '增加一个输入，在缺失处为 1：缺失本身可能就有意义。',
  },
  default: true,
}

/**
 * Like scikit-learn's SimpleImputer with `add_indicator=True`: the second output is 1 where the value was missing,
 * and exists only when one was missing in the training rows. A column with no value at all becomes 0. Of several most
 * frequent numbers the smallest is taken.
 */
export const impute: RecipeStep = {
  name: 'impute',
  label: { en: 'Fill missing numbers', zh: '填补缺失数值' },
  summary: {
    en: 'Puts the median, mean or most frequent number of the training rows, or one of your own, where a number is missing, and marks those rows in an extra input.',
    zh: '用训练行的中位数、均值、众数或指定的数填补缺失的数值，并用一个额外的输入标记这些行。',
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
        { value: 'mode', label: { en: 'Most frequent', zh: '众数' } },
        { value: 'constant', label: { en: 'A number', zh: '指定的数' } },
      ],
    },
    {
      kind: 'number',
      name: 'value',
      label: { en: 'Number', zh: '数值' },
      help: { en: 'What is put where a number is missing.', zh: '填入缺失处的数值。' },
      default: 0,
      min: -1e15,
      max: 1e15,
      showWhen: { field: 'strategy', in: ['constant'] },
    },
    flagField,
  ],
  takes: 'numbers',
  gives: 'numbers',
  fit(training, { strategy, value, flag }) {
    const present = presentOf(numbersIn(training))
    const fill = strategy === 'constant' ? Number(value) : present.length === 0 ? 0 : fillOf(present, String(strategy))
    return { fill, flag: flag !== false && present.length < training.values.length }
  },
  apply(column, learnt) {
    const [numbers, fill] = [numbersIn(column), Number(learnt.fill)]
    const [filled, flags] = [new Float64Array(numbers.length), new Float64Array(numbers.length)]
    for (let row = 0; row < numbers.length; row++) {
      const value = numbers[row] as number
      const missing = Number.isNaN(value)
      filled[row] = missing ? fill : value
      if (missing) flags[row] = 1
    }
    const outputs = [asNumbers(column.name, filled)]
    return learnt.flag === true ? [...outputs, asNumbers(`${column.name} (missing)`, flags)] : outputs
  },
}

function fillOf(present: Float64Array, strategy: string): number {
  if (strategy === 'mean') return meanOf(present)
  return strategy === 'mode' ? modeOf(present) : (quantilesOf(present, [0.5])[0] ?? 0)
}

function modeOf(values: Float64Array): number {
  const sorted = values.slice().sort()
  let [mode, most, begin] = [0, 0, 0]
  for (let place = 1; place <= sorted.length; place++) {
    if (sorted[place] === sorted[begin]) continue
    if (place - begin > most) [mode, most] = [sorted[begin] as number, place - begin]
    begin = place
  }
  return mode
}
