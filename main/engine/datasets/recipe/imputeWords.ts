// Recipe step: fills missing words with the most frequent one of the training rows or a word of one's own, and says where it did.
import { flagField } from './impute'
import type { RecipeStep } from './step'
import { asNumbers, byFrequency, countWords, wordsIn } from './step'

/**
 * Like scikit-learn's SimpleImputer by `most_frequent` (of several the first by code unit) or `constant`. The second
 * output is 1 where the word was missing, and exists only when one was missing in the training rows. A column with no
 * word at all stays missing.
 */
export const imputeWords: RecipeStep = {
  name: 'imputeWords',
  label: { en: 'Fill missing words', zh: '填补缺失的词' },
  summary: {
    en: 'Puts the most frequent word of the training rows, or one of your own, where it is missing; a step that makes numbers of words is to follow.',
    zh: '用训练行中最常见的词或指定的词填补缺失处；其后需要将词变为数值的步骤。',
  },
  fields: [
    {
      kind: 'choice',
      name: 'strategy',
      label: { en: 'Fill with', zh: '填补方式' },
      help: { en: 'Which word is put in.', zh: '填入哪个词。' },
      default: 'mode',
      options: [
        { value: 'mode', label: { en: 'Most frequent', zh: '最常见的词' } },
        { value: 'constant', label: { en: 'A word', zh: '指定的词' } },
      ],
    },
    {
      kind: 'text',
      name: 'word',
      label: { en: 'Word', zh: '词' },
      help: { en: 'What is put where a word is missing.', zh: '填入缺失处的词。' },
      default: 'missing',
      maxLength: 1000,
      showWhen: { field: 'strategy', in: ['constant'] },
    },
    flagField,
  ],
  takes: 'words',
  gives: 'words',
  fit(training, { strategy, word, flag }) {
    const words = wordsIn(training)
    const fill = strategy === 'constant' ? String(word) : (byFrequency(countWords(words))[0] ?? null)
    return { word: fill, flag: flag !== false && words.includes(null) }
  },
  apply(column, { word, flag }) {
    const words = wordsIn(column)
    const fill = typeof word === 'string' ? word : null
    const filled = { kind: 'words' as const, name: column.name, values: words.map((each) => each ?? fill) }
    if (flag !== true) return [filled]
    return [
      filled,
      asNumbers(
        `${column.name} (missing)`,
        Float64Array.from(words, (each) => (each === null ? 1 : 0)),
      ),
    ]
  },
}
