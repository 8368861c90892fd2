// Task: pairs of a user and an item, those that came together and others drawn beside them, to yes or no.
import type { Problem } from '../../../../shared/contract/errors'
import type { Settings } from '../../../../shared/fields/field'
import { rowsAPiece } from '../pieces'
import type { Pieces } from '../pieces'
import { partCodes } from '../splits'
import { eventCounts } from './events'
import { arrangeSeed, events, fewestOfItem, fewestOfUser } from './fields'
import { popularityOf, positivesOf, samplerOf } from './negatives'
import { pairCodes } from './pairs'
import { featuresNotUsed, fewNegatives, mostNumbers, noItems, tooLarge } from './problems'
import { rankingFields } from './rankingFields'
import { codesAt, oneKey, partsAt, placesIn } from './rows'
import type { TaskRows } from './rows'
import { noExample } from './task'
import type { ArrayTask, Examples } from './task'
import { codeBlock, vocabularyOfRole } from './vocabulary'
import type { Vocabulary } from './vocabulary'

/**
 * Each row that counts is a positive; behind it come its negatives. A negative of a training row is an item that the user
 * has not come to in training: one of his later items may be among them, since leaving those out would tell the future.
 * A negative of a validation or test row is none that he came to until then.
 */
export const topN: ArrayTask = {
  name: 'topN',
  label: { en: 'Top-N recommendation', zh: 'Top-N 推荐' },
  summary: {
    en: 'Pairs of user and item to yes or no: each row is a yes, and items that the user did not come to are drawn as a no.',
    zh: '由用户与物品对预测是或否：每行为“是”，并为其抽取该用户未接触过的物品作为“否”。',
  },
  fields: [
    {
      kind: 'switch',
      name: 'byRating',
      label: { en: 'Only liked rows', zh: '仅计入喜欢的行' },
      help: {
        en: 'Only rows whose rating reaches the threshold count; the column with the role rating is read.',
        zh: '只有评分达到阈值的行才计入；读取用途为评分的列。',
      },
      default: false,
    },
    {
      kind: 'number',
      name: 'threshold',
      label: { en: 'Rating threshold', zh: '评分阈值' },
      help: { en: 'From this rating on a row counts as liked.', zh: '评分不低于此值的行视为喜欢。' },
      default: 4,
      min: -1e9,
      max: 1e9,
      showWhen: { field: 'byRating', in: [true] },
    },
    events,
    {
      kind: 'integer',
      name: 'negatives',
      label: { en: 'Negatives for each row', zh: '每行的负样本数' },
      help: {
        en: 'Items drawn beside each row that the user did not come to.',
        zh: '为每行抽取的、该用户未接触过的物品数。',
      },
      default: 4,
      min: 1,
      max: 100,
    },
    {
      kind: 'choice',
      name: 'sampler',
      label: { en: 'Negatives drawn', zh: '负样本抽样' },
      help: {
        en: 'All items alike, or the likelier the more training rows an item has: to the power of 0.75, or in proportion, as the other rows of a batch would be.',
        zh: '所有物品机会相同，或训练行越多的物品机会越大：按 0.75 次方，或按比例（相当于取同一批次的其他行）。',
      },
      default: 'uniform',
      options: [
        { value: 'uniform', label: { en: 'All alike', zh: '机会相同' } },
        { value: 'popularity', label: { en: 'By popularity', zh: '按流行度' } },
        { value: 'frequency', label: { en: 'By frequency', zh: '按出现次数' } },
      ],
    },
    {
      kind: 'switch',
      name: 'fresh',
      label: { en: 'Anew in each epoch', zh: '每轮重新抽样' },
      help: {
        en: 'Training rows get other negatives in each epoch, decided by the seed of the run; validation and test rows keep theirs.',
        zh: '每轮为训练行重新抽取负样本，由运行的种子决定；验证行和测试行的负样本不变。',
      },
      default: false,
    },
    fewestOfUser,
    fewestOfItem,
    arrangeSeed,
    ...rankingFields,
  ],
  reads: [
    { role: 'user', as: 'words', needed: true },
    { role: 'item', as: 'words', needed: true },
    { role: 'rating', as: 'numbers', needed: false },
    { role: 'event', as: 'words', needed: false },
    { role: 'weight', as: 'numbers', needed: false },
  ],
  predicts: 'item',
  takes(rows, settings) {
    const counts = eventCounts(rows, settings)
    const ratings = settings.byRating === true ? rows.numbers('rating') : null
    if (ratings === null) return counts
    return (place) => counts(place) && (ratings[place] as number) >= Number(settings.threshold)
  },
  *arrange(rows, settings) {
    const users = vocabularyOfRole('user', rows, Number(settings.fewestOfUser))
    const items = vocabularyOfRole('item', rows, Number(settings.fewestOfItem))
    const codes = { goal: 'binary' as const, mean: 0, deviation: 1, vocabularies: [users, items] }
    // User, item, row, target and weight of each pair.
    const numbers = 5 * placesIn(rows.part).length * (1 + Number(settings.negatives))
    if (numbers > mostNumbers) return { ...codes, ...noExample, problems: [tooLarge(numbers)] }
    const { examples, lacking } = yield* drawn(rows, settings, users, items)
    const problems: Problem[] = [
      ...(items.size === 1 ? [noItems()] : []),
      ...(lacking > 0 ? [fewNegatives(lacking)] : []),
      ...(rows.features.width > 0 ? [featuresNotUsed()] : []),
    ]
    return { ...codes, ...examples, problems }
  },
  ask: (rows, known) => {
    const { blocks, keys } = pairCodes(rows, known)
    return { blocks: blocks.filter(({ name }) => name !== 'features'), keys }
  },
}

function* drawn(
  rows: TaskRows,
  settings: Settings,
  users: Vocabulary,
  items: Vocabulary,
): Pieces<{ examples: Examples; lacking: number }> {
  const places = placesIn(rows.part)
  const each = items.size === 1 ? 0 : Number(settings.negatives)
  const sampler = samplerFor(rows, settings, items, places)
  const raw = rows.words('user') ?? oneKey(rows.count)
  const weights = rows.numbers('weight')
  const most = places.length * (each + 1)
  const [user, item, row] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)]
  const [target, part, weight] = [new Float32Array(most), new Uint8Array(most), new Float32Array(most).fill(1)]
  let count = 0
  for (const [index, place] of places.entries()) {
    if (index % rowsAPiece === 0) yield { done: index, total: places.length }
    const code = rows.part[place] as number
    item[count] = items.codes[place] as number
    target[count] = 1
    weight[count] = weights?.[place] ?? 1
    const made = 1 + (each === 0 ? 0 : sampler.draw(raw.codes[place] as number, code, each, item, count + 1))
    user.fill(users.codes[place] as number, count, count + made)
    row.fill(rows.row[place] as number, count, count + made)
    part.fill(code, count, count + made)
    count += made
  }
  const blocks = [
    codeBlock('user', users.size, user.subarray(0, count)),
    codeBlock('item', items.size, item.subarray(0, count)),
  ]
  const common = { target: target.subarray(0, count), part: part.subarray(0, count), row: row.subarray(0, count) }
  const weighed = weights === null ? {} : { weight: weight.subarray(0, count) }
  return { examples: { blocks, ...common, ...weighed }, lacking: most - count }
}

function samplerFor(rows: TaskRows, settings: Settings, items: Vocabulary, places: Int32Array) {
  // By the user's own word: users whom training does not know share a code, but not what they came to.
  const { codes, names } = rows.words('user') ?? oneKey(rows.count)
  const positives = positivesOf(
    codesAt(codes, places),
    codesAt(items.codes, places),
    partsAt(rows.part, places),
    names.length,
  )
  const counts = new Int32Array(items.size - 1)
  items.codes.forEach((code, place) => {
    if (code > 0 && rows.part[place] === partCodes.train) counts[code - 1] = (counts[code - 1] as number) + 1
  })
  return samplerOf(positives, chancesOf(counts, settings), Number(settings.seed))
}

/** The chance of each item to be drawn, out of its training rows, by the setting `sampler`. */
export function chancesOf(counts: Int32Array, { sampler }: Settings): Float64Array {
  if (sampler === 'uniform') return new Float64Array(counts.length).fill(1)
  return sampler === 'frequency' ? Float64Array.from(counts) : popularityOf(counts)
}
