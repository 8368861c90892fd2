// Recipe step: turns texts into one input for each of their frequent words.
import { placesOf, sparseOf } from './outputs'
import type { RecipeStep } from './step'
import { byFrequency, countWords, wordsIn } from './step'
import { wordsOfText } from './wordsOfText'

/**
 * Like scikit-learn's CountVectorizer and TfidfVectorizer with `max_features`: the words that occur most often among
 * those that enough training rows have. By weight, a word counts ln((1 + rows) / (1 + rows with it)) + 1 times, and each
 * row has the length 1.
 */
export const tokens: RecipeStep = {
  name: 'tokens',
  label: { en: 'Words of a text', zh: '文本分词' },
  summary: {
    en: 'Makes an input for each of the most frequent words of texts: how often it occurs, weighted by how rare it is.',
    zh: '为文本中最常见的每个词生成一个输入：其出现次数，并按稀有程度加权。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'maxWords',
      label: { en: 'Most words', zh: '最多词数' },
      help: { en: 'Only so many of the most frequent words get an input.', zh: '只有最常见的若干个词拥有输入。' },
      default: 200,
      min: 1,
      max: 10_000,
    },
    {
      kind: 'integer',
      name: 'minRows',
      label: { en: 'Least rows', zh: '最少行数' },
      help: { en: 'Words that fewer training rows have are not learnt.', zh: '出现在更少训练行中的词不会被学习。' },
      default: 2,
      min: 1,
      max: 1_000_000,
    },
    {
      kind: 'choice',
      name: 'values',
      label: { en: 'Values', zh: '取值' },
      help: { en: 'What the input of a word is.', zh: '词的输入取什么值。' },
      default: 'weight',
      options: [
        { value: 'weight', label: { en: 'Weight (tf-idf)', zh: '权重（tf-idf）' } },
        { value: 'count', label: { en: 'Count', zh: '次数' } },
        { value: 'presence', label: { en: 'Whether it occurs', zh: '是否出现' } },
      ],
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit(training, { maxWords, minRows, values }) {
    const texts = wordsIn(training)
    const [counts, rows] = [new Map<string, number>(), new Map<string, number>()]
    for (const [text, times] of countWords(texts)) {
      for (const [word, count] of countWords(wordsOfText(text))) {
        counts.set(word, (counts.get(word) ?? 0) + times * count)
        rows.set(word, (rows.get(word) ?? 0) + times)
      }
    }
    for (const [word, count] of rows) if (count < Number(minRows)) counts.delete(word)
    const words = byFrequency(counts).slice(0, Number(maxWords))
    const rareness = words.map((word) => Math.log((1 + texts.length) / (1 + (rows.get(word) ?? 0))) + 1)
    return { words, values: String(values), weights: values === 'weight' ? rareness : [] }
  },
  apply(column, learnt) {
    const vocabulary = learnt.words as string[]
    const [places, weights] = [placesOf(vocabulary), learnt.weights as number[]]
    const texts = wordsIn(column)
    const names = () => vocabulary.map((word) => `${column.name}: ${word}`)
    return [
      sparseOf(texts.length, { width: vocabulary.length, names }, (row, add) => {
        const known = wordsOfText(texts[row] ?? '').filter((word) => places.has(word))
        const found = [...countWords(known)].map(([word, count]) => {
          const place = places.get(word) ?? 0
          return { place, value: learnt.values === 'presence' ? 1 : count * (weights[place] ?? 1) }
        })
        const length = learnt.values === 'weight' ? Math.sqrt(found.reduce((sum, { value }) => sum + value ** 2, 0)) : 1
        for (const { place, value } of found) add(place, value / length)
      }),
    ]
  },
}
