// Recipe step: turns words into one input each (one-hot), with places for missing and for unknown words.
import type { RecipeStep } from './step'
import { countWords, wordsIn } from './step'
import { orderClasses } from '../columnTypes'

/**
 * The vocabulary is the training part's most frequent words. What is not in it, rarer words and words never seen,
 * falls into `(other)`; a missing value into `(missing)`, which exists only when the training part has one (otherwise
 * it falls into `(other)` too).
 */
export const encode: RecipeStep = {
  name: 'encode',
  label: { en: 'One input a word', zh: '独热编码' },
  summary: {
    en: 'Makes an input of 0 or 1 for each word of the training rows, one for all other words and one for missing ones.',
    zh: '为训练行中的每个词生成一个取 0 或 1 的输入，另有一个用于其他词，一个用于缺失值。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'maxWords',
      label: { en: 'Most words', zh: '最多词数' },
      help: {
        en: 'Only so many of the most frequent words get an input of their own.',
        zh: '只有最常见的若干个词拥有各自的输入。',
      },
      default: 100,
      min: 1,
      max: 10_000,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit(training, settings) {
    const words = wordsIn(training)
    const frequent = [...countWords(words)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const kept = frequent.slice(0, Number(settings.maxWords)).map(([word]) => word)
    return { words: orderClasses(kept), missing: words.includes(null) }
  },
  apply(column, learnt) {
    const vocabulary = learnt.words as string[]
    const places = new Map(vocabulary.map((word, index) => [word, index]))
    const other = vocabulary.length
    const missing = learnt.missing === true ? other + 1 : other
    const labels = [...vocabulary, '(other)', ...(learnt.missing === true ? ['(missing)'] : [])]
    const words = wordsIn(column)
    const outputs = labels.map((label) => ({
      kind: 'numbers' as const,
      name: `${column.name}=${label}`,
      values: new Float64Array(words.length),
    }))
    words.forEach((word, row) => {
      const place = word === null ? missing : (places.get(word) ?? other)
      const output = outputs[place]
      if (output !== undefined) output.values[row] = 1
    })
    return outputs
  },
}
