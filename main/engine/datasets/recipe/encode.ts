// Recipe step: turns words into one input each (one-hot), with places for missing and for unknown words.
import type { Field } from '../../../../shared/fields/field'
import { orderClasses } from '../columnTypes'
import { oneHot, placesOf } from './outputs'
import type { RecipeStep } from './step'
import { byFrequency, countWords, wordsIn } from './step'

/** How many words have an input. */
export const maxWordsField: Field = {
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
}

/** How rare a word may be that still has a place of its own. */
export const minCountField: Field = {
  kind: 'integer',
  name: 'minCount',
  label: { en: 'Least count', zh: '最少次数' },
  help: {
    en: 'A word that fewer training rows have is not learnt: it counts as any unknown word.',
    zh: '在训练行中出现次数更少的词不会被学习，视为未知的词。',
  },
  default: 1,
  min: 1,
  max: 1_000_000,
}

/**
 * The vocabulary is the training part's most frequent words, as with scikit-learn's OneHotEncoder of infrequent
 * categories. What is not in it, rarer words and words never seen, falls into `(other)`; a missing value into
 * `(missing)`, which exists only when the training part has one (otherwise it falls into `(other)` too). Without the
 * bucket for others, such rows have no 1 at all.
 */
export const encode: RecipeStep = {
  name: 'encode',
  label: { en: 'One input a word', zh: '独热编码' },
  summary: {
    en: 'Makes an input of 0 or 1 for each word of the training rows, one for all other words and one for missing ones.',
    zh: '为训练行中的每个词生成一个取 0 或 1 的输入，另有一个用于其他词，一个用于缺失值。',
  },
  fields: [
    maxWordsField,
    minCountField,
    {
      kind: 'switch',
      name: 'other',
      label: { en: 'An input for others', zh: '其他词的输入' },
      help: {
        en: 'An input that is 1 for words without one of their own; without it such rows are 0 everywhere.',
        zh: '没有各自输入的词在此输入中为 1；关闭时这些行全为 0。',
      },
      default: true,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit(training, { maxWords, minCount, other }) {
    const words = wordsIn(training)
    const kept = byFrequency(countWords(words), Number(minCount ?? 1)).slice(0, Number(maxWords))
    return { words: orderClasses(kept), missing: words.includes(null), other: other !== false }
  },
  unfit: { what: 'unseen', is: (word, learnt) => !placesOf(learnt.words as string[]).has(word) },
  apply(column, learnt) {
    const vocabulary = learnt.words as string[]
    const places = placesOf(vocabulary)
    // What was learnt before there was this setting has the bucket.
    const hasOther = learnt.other !== false
    const other = hasOther ? vocabulary.length : -1
    const width = vocabulary.length + (hasOther ? 1 : 0) + (learnt.missing === true ? 1 : 0)
    const missing = learnt.missing === true ? width - 1 : other
    const words = wordsIn(column)
    const found = new Int32Array(words.length)
    for (let row = 0; row < words.length; row++) {
      const word = words[row] ?? null
      found[row] = word === null ? missing : (places.get(word) ?? other)
    }
    const labels = () => [
      ...vocabulary,
      ...(hasOther ? ['(other)'] : []),
      ...(learnt.missing === true ? ['(missing)'] : []),
    ]
    return [oneHot(found, width, () => labels().map((label) => `${column.name}=${label}`))]
  },
}
