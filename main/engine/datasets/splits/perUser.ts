// Split kind: of each user's rows a share tests and a share validates, by chance or the latest ones.
import { createRandom, shuffle } from '../../../../shared/numbers/random'
import type { Pieces } from '../pieces'
import { timesOf, wordsOf } from './columns'
import { fewestRows, timeColumn, userColumn } from './fields'
import { partCodes, splitSeed, testShare, validationShare } from './kind'
import type { SplitInput, SplitKind } from './kind'
import { historiesInPieces } from './leaveLastOut'
import { codedWords, placesByCode } from './order'
import { noneLongEnough } from './problems'
import type { Field, Settings } from '../../../../shared/fields/field'

const rounding: Field = {
  kind: 'choice',
  name: 'rounding',
  label: { en: 'Rounding', zh: '取整方式' },
  help: {
    en: 'Shares that are no whole number of rows: to the training rows (as RecBole does), or to the test rows (as lists cut at 80% and 90% do).',
    zh: '比例不足整行时：归入训练行（与 RecBole 相同），或归入测试行（如在 80% 和 90% 处切开列表的做法）。',
  },
  default: 'train',
  options: [
    { value: 'train', label: { en: 'Rest trains', zh: '余数归训练' } },
    { value: 'test', label: { en: 'Rest tests', zh: '余数归测试' } },
  ],
  advanced: true,
}

/**
 * Each part gets a row of each user. With the rest in training, test and validation rows are rounded down, as in RecBole
 * 1.2.1 (recbole/data/dataset/dataset.py, `_calcu_split_ids`). With the rest in testing, the places at which a user's rows
 * are cut are rounded down, as by numpy.split(rows, [int(.8 * n), int(.9 * n)]). Equal times stay in the order of the table.
 */
export const perUser: SplitKind = {
  name: 'perUser',
  label: { en: 'Ratio by user', zh: '按用户比例' },
  summary: {
    en: 'Of each user a share of the rows tests and a share validates, by chance or the latest ones.',
    zh: '每个用户按比例留出测试行和验证行，可随机抽取或取最晚的行。',
  },
  fields: [
    userColumn,
    {
      kind: 'choice',
      name: 'order',
      label: { en: 'Which rows', zh: '取哪些行' },
      help: {
        en: 'By chance, or the latest rows of each user, which is closer to real use.',
        zh: '随机抽取，或取每个用户最晚的行（更接近实际使用）。',
      },
      default: 'random',
      options: [
        { value: 'random', label: { en: 'By chance', zh: '随机' } },
        { value: 'time', label: { en: 'The latest', zh: '最晚的' } },
      ],
    },
    { ...timeColumn, showWhen: { field: 'order', in: ['time'] } },
    { ...testShare, help: { en: 'Share of each user’s rows that test.', zh: '每个用户的行中用于测试的比例。' } },
    {
      ...validationShare,
      help: { en: 'Share of each user’s other rows that validate.', zh: '每个用户其余行中用于验证的比例。' },
    },
    rounding,
    fewestRows,
    { ...splitSeed, showWhen: { field: 'order', in: ['random'] } },
  ],
  needs: [
    { field: 'user', as: 'words', role: 'user' },
    { field: 'time', as: 'times', role: 'time' },
  ],
  *assign(input, settings) {
    const part = new Uint8Array(input.count)
    const least = Number(settings.fewest)
    const long = (yield* orderedRows(input, settings)).filter(({ length }) => length >= least)
    if (long.length === 0) return { part, problems: [noneLongEnough(input.columns.get('user')?.name ?? '', least)] }
    for (const rows of long) {
      const { test, validation } = sizesOf(rows.length, settings)
      rows.subarray(rows.length - test).forEach((row) => (part[row] = partCodes.test))
      rows
        .subarray(rows.length - test - validation, rows.length - test)
        .forEach((row) => (part[row] = partCodes.validation))
    }
    return { part, problems: [] }
  },
}

function* orderedRows(input: SplitInput, settings: Settings): Pieces<Int32Array[]> {
  const users = wordsOf(input, 'user')
  const times = timesOf(input, 'time')
  if (settings.order === 'time' && times !== null) return yield* historiesInPieces(users, times)
  const { codes, names } = yield* codedWords(users)
  const random = createRandom(Number(settings.seed))
  return placesByCode(codes, names.length).map((rows) => shuffle(rows, random))
}

/** How many of `count` rows test and validate. */
function sizesOf(count: number, settings: Settings): { test: number; validation: number } {
  const [testShare, validationShare] = [Number(settings.testShare), Number(settings.validationShare)]
  if (settings.rounding === 'test') {
    const test = clamped(count - down(count * (1 - testShare)), count - 2)
    const training = down(count * (1 - testShare) * (1 - validationShare))
    return { test, validation: clamped(count - test - training, count - test - 1) }
  }
  const test = clamped(down(count * testShare), count - 2)
  return { test, validation: clamped(down(count * (1 - testShare) * validationShare), count - test - 1) }
}

function clamped(rows: number, most: number): number {
  return Math.min(Math.max(1, rows), most)
}

/** Rounded down, but a share that is meant to be whole (0.8 x 0.125 of 10) is not lost to its last bit. */
function down(share: number): number {
  return Math.floor(share + 1e-9)
}
