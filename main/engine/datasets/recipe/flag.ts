// Recipe step: turns a column of two values, such as no and yes, into 0 and 1.
import { orderClasses } from '../columnTypes'
import type { RecipeStep } from './step'
import { asNumbers, byFrequency, countWords, wordsIn } from './step'

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
    const [no = null, yes = null] = orderClasses(byFrequency(counts).slice(0, 2))
    const ones = yes === null ? 0 : (counts.get(yes) ?? 0)
    const zeros = no === null ? 0 : (counts.get(no) ?? 0)
    return { no, yes, fill: ones + zeros === 0 ? 0 : ones / (ones + zeros) }
  },
  unfit: { what: 'unseen', is: (word, { no, yes }) => word !== no && word !== yes },
  apply(column, { no, yes, fill }) {
    const words = wordsIn(column)
    const values = new Float64Array(words.length)
    for (let row = 0; row < words.length; row++) {
      const word = words[row] ?? null
      values[row] = word === null ? Number(fill) : word === yes ? 1 : word === no ? 0 : Number(fill)
    }
    return [asNumbers(column.name, values)]
  },
}
