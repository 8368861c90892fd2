// Recipe step: turns a column of two values, such as no and yes, into 0 and 1.
import { orderClasses } from '../columnTypes'
import type { RecipeStep } from './step'
import { countWords, wordsIn } from './step'

/** The later value in the order of `orderClasses` is 1. A missing or unknown value becomes the training part's share of ones. */
export const flag: RecipeStep = {
  name: 'flag',
  label: { en: 'No and yes to 0 and 1', zh: '是否转为 1/0' },
  summary: {
    en: 'Makes one input of a column of two values; where the value is missing, the share of ones in the training rows.',
    zh: '将只有两个值的列变为一个输入；缺失处取训练行中 1 的比例。',
  },
  fields: [],
  takes: 'words',
  gives: 'numbers',
  fit(training) {
    const counts = countWords(wordsIn(training))
    const two = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
    const [no = null, yes = null] = orderClasses(two.slice(0, 2))
    const ones = yes === null ? 0 : (counts.get(yes) ?? 0)
    const zeros = no === null ? 0 : (counts.get(no) ?? 0)
    return { no, yes, fill: ones + zeros === 0 ? 0 : ones / (ones + zeros) }
  },
  apply(column, learnt) {
    const fill = Number(learnt.fill)
    const words = wordsIn(column)
    const values = Float64Array.from(words, (word) => {
      if (word === null) return fill
      return word === learnt.yes ? 1 : word === learnt.no ? 0 : fill
    })
    return [{ kind: 'numbers', name: column.name, values }]
  },
}
