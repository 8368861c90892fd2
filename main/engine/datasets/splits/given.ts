// Split kind: a column of the table says which part each row belongs to.
import type { Problem } from '../../../../shared/contract/errors'
import { problem } from '../errors'
import { partCodes, pickShare, splitSeed, validationShare } from './kind'
import type { SplitInput, SplitKind, SplitResult } from './kind'

const words: readonly (readonly [keyof typeof partCodes, readonly string[]])[] = [
  ['train', ['train', 'training', '训练', '训练集']],
  ['validation', ['validation', 'valid', 'val', 'dev', '验证', '验证集']],
  ['test', ['test', 'testing', 'holdout', '测试', '测试集']],
]
const codeByWord = new Map(words.flatMap(([part, all]) => all.map((word) => [word, partCodes[part]] as const)))

/** When no row is for validation, a share of the training rows becomes it, stratified when the target is a class. */
export const given: SplitKind = {
  name: 'given',
  label: { en: 'From a column', zh: '由列指定' },
  summary: {
    en: 'A column says train, validation or test for each row (also valid, val, dev).',
    zh: '由某一列为每行注明 train、validation 或 test（也可写 valid、val、dev）。',
  },
  fields: [
    {
      kind: 'column',
      name: 'column',
      label: { en: 'Column', zh: '列' },
      help: { en: 'The column with the words train, validation and test.', zh: '写有 train、validation、test 的列。' },
      default: '',
    },
    {
      ...validationShare,
      help: {
        en: 'Share of the training rows that validate, when the column has no validation rows.',
        zh: '当该列没有验证行时，从训练行中划作验证的比例。',
      },
    },
    splitSeed,
  ],
  assign(input, settings) {
    if (input.words === null)
      return { part: new Uint8Array(input.count), problems: [noSplitColumn(String(settings.column))] }
    const codes = input.words.map((word) => codeByWord.get((word ?? '').trim().toLowerCase()))
    const stranger = codes.findIndex((code) => code === undefined)
    if (stranger >= 0) {
      const found = input.words[stranger] ?? ''
      return { part: new Uint8Array(input.count), problems: [strangeWord(String(settings.column), found)] }
    }
    const part = Uint8Array.from(codes, (code) => code ?? 0)
    return part.includes(partCodes.validation) ? { part, problems: [] } : carveValidation(part, input, settings)
  },
}

function carveValidation(part: Uint8Array, input: SplitInput, settings: Record<string, unknown>): SplitResult {
  const training = Int32Array.from([...part.keys()].filter((row) => part[row] === partCodes.train))
  const strata = input.classes ? input.strata : null
  const { picked } = pickShare(training, strata, Number(settings.validationShare), Number(settings.seed))
  for (const row of picked) part[row] = partCodes.validation
  return { part, problems: [] }
}

/** The table has no column of the name that the split is read from. */
export function noSplitColumn(column: string): Problem {
  return problem('split.column', [
    'split/no-column',
    {
      en: `The split is read from the column "${column}", which the table does not have.`,
      zh: `划分取自列“${column}”，但表中没有这一列。`,
    },
    {
      en: 'Choose a column of the table that says train, validation or test, or another kind of split.',
      zh: '请选择表中注明 train、validation 或 test 的列，或改用其他划分方式。',
    },
  ])
}

function strangeWord(column: string, word: string): Problem {
  return problem('split.column', [
    'split/unknown-part',
    {
      en: `The split column "${column}" holds "${word}", expected train, validation or test.`,
      zh: `划分列“${column}”中出现“${word}”，应为 train、validation 或 test。`,
    },
    {
      en: 'Mend the values of that column, or choose another column or another kind of split.',
      zh: '请修正该列的值，或改选其他列或其他划分方式。',
    },
  ])
}
