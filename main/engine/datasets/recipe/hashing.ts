// Recipe step: turns words into a fixed number of inputs by a hash, without learning any of them.
import { murmur3 } from './murmur3'
import { sparseOf } from './outputs'
import type { RecipeStep } from './step'
import { wordsIn } from './step'

/**
 * Like scikit-learn's FeatureHasher of strings: MurmurHash3, the bucket by its size, the sign by its sign. Words are
 * brought to Unicode's composed form first, so that equal letters have equal hashes. A missing word is in no bucket.
 */
export const hashing: RecipeStep = {
  name: 'hashing',
  label: { en: 'Hash words', zh: '词哈希' },
  summary: {
    en: 'Puts every word into one of a fixed number of inputs by MurmurHash3: for very many or ever new words.',
    zh: '用 MurmurHash3 将每个词放入固定数量的输入之一：适用于词非常多或不断出现新词的情况。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'buckets',
      label: { en: 'Buckets', zh: '桶数' },
      help: {
        en: 'How many inputs; with few of them different words meet in one.',
        zh: '输入的个数；过少时不同的词会落入同一个桶。',
      },
      default: 64,
      min: 2,
      max: 10_000,
    },
    {
      kind: 'switch',
      name: 'sign',
      label: { en: 'Signs', zh: '正负号' },
      help: {
        en: 'Half of the words count as -1, so that words that meet in a bucket cancel out on average.',
        zh: '一半的词计为 -1，使落入同一桶的词平均相互抵消。',
      },
      default: false,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit: (_, { buckets, sign }) => ({ buckets: Number(buckets), sign: sign === true }),
  apply(column, { buckets, sign }) {
    const width = Number(buckets)
    const words = wordsIn(column)
    const names = () => Array.from({ length: width }, (_, bucket) => `${column.name} #${bucket}`)
    const hashes = new Map<string, number>()
    return [
      sparseOf(words.length, { width, names }, (row, add) => {
        const word = words[row] ?? null
        if (word === null) return
        const hash = hashes.get(word) ?? murmur3(word.normalize('NFC'))
        hashes.set(word, hash)
        // In doubles, -2^31 has a positive counterpart.
        add(Math.abs(hash) % width, sign === true && hash < 0 ? -1 : 1)
      }),
    ]
  },
}
