// Recipe step: turns words into whole numbers, one input that an embedding can look up.
import { minCountField } from './encode'
import { placesOf } from './outputs'
import type { RecipeStep } from './step'
import { asNumbers, byFrequency, countWords, wordsIn } from './step'

/** 0 is missing, 1 every word that was not learnt, 2 the most frequent word of the training rows, and so on. */
export const vocabulary: RecipeStep = {
  name: 'vocabulary',
  label: { en: 'Words to codes', zh: '词转为编码' },
  summary: {
    en: 'Gives each word of the training rows a whole number from 2 on, the most frequent first; 1 is any other word, 0 a missing one.',
    zh: '为训练行中的每个词分配从 2 开始的整数，最常见的在前；1 为其他词，0 为缺失值。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'maxWords',
      label: { en: 'Most words', zh: '最多词数' },
      help: {
        en: 'Only so many of the most frequent words get a code of their own.',
        zh: '只有最常见的若干个词拥有各自的编码。',
      },
      default: 100_000,
      min: 1,
      max: 1_000_000,
    },
    minCountField,
  ],
  takes: 'words',
  gives: 'numbers',
  fit(training, { maxWords, minCount }) {
    return { words: byFrequency(countWords(wordsIn(training)), Number(minCount)).slice(0, Number(maxWords)) }
  },
  unfit: { what: 'unseen', is: (word, learnt) => !placesOf(learnt.words as string[]).has(word) },
  apply(column, learnt) {
    const places = placesOf(learnt.words as string[])
    const words = wordsIn(column)
    const codes = new Float64Array(words.length)
    for (let row = 0; row < words.length; row++) {
      const word = words[row] ?? null
      codes[row] = word === null ? 0 : (places.get(word) ?? -1) + 2
    }
    return [asNumbers(column.name, codes)]
  },
}
