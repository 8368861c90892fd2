// Split kind: of each user's rows a share tests and a share validates, by chance or the latest ones.
import { createRandom, shuffle } from '../../../../shared/numbers/random'
import { timesOf, wordsOf } from './columns'
import { fewestRows, timeColumn, userColumn } from './fields'
import { partCodes, splitSeed, testShare, validationShare } from './kind'
import type { SplitInput, SplitKind } from './kind'
import { historiesOf } from './leaveLastOut'
import { codesOf, placesByCode } from './order'
import { noneLongEnough } from './problems'
import type { Settings } from '../../../../shared/fields/field'

/**
 * As the ratio split by user of RecBole (recbole/data/dataset: `_calcu_split_ids`): shares are rounded down, but each
 * part gets a row of each user. Equal times stay in the order of the table.
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
    fewestRows,
    { ...splitSeed, showWhen: { field: 'order', in: ['random'] } },
  ],
  needs: [
    { field: 'user', as: 'words', role: 'user' },
    { field: 'time', as: 'times', role: 'time' },
  ],
  assign(input, settings) {
    const part = new Uint8Array(input.count)
    const least = Number(settings.fewest)
    const long = orderedRows(input, settings).filter(({ length }) => length >= least)
    if (long.length === 0) return { part, problems: [noneLongEnough(input.columns.get('user')?.name ?? '', least)] }
    for (const rows of long) {
      const test = atLeastOne(rows.length * Number(settings.testShare), rows.length - 2)
      const validation = atLeastOne((rows.length - test) * Number(settings.validationShare), rows.length - test - 1)
      rows.subarray(rows.length - test).forEach((row) => (part[row] = partCodes.test))
      rows
        .subarray(rows.length - test - validation, rows.length - test)
        .forEach((row) => (part[row] = partCodes.validation))
    }
    return { part, problems: [] }
  },
}

function orderedRows(input: SplitInput, settings: Settings): Int32Array[] {
  const users = wordsOf(input, 'user')
  const times = timesOf(input, 'time')
  if (settings.order === 'time' && times !== null) return historiesOf(users, times)
  const { codes, names } = codesOf(users)
  const random = createRandom(Number(settings.seed))
  return placesByCode(codes, names.length).map((rows) => shuffle(rows, random))
}

/** Rounded down, but a share that is meant to be whole (0.8 x 0.125 of 10) is not lost to its last bit. */
function atLeastOne(share: number, most: number): number {
  return Math.min(Math.max(1, Math.floor(share + 1e-9)), most)
}
