// Split kind: a column of the table says which part each row belongs to.
import type { Problem } from '../../../../shared/contract/errors'
import { problem } from '../errors'
import { wordsOf } from './columns'
import { carveValidation, partCodes, splitSeed, validationShare } from './kind'
import type { SplitKind } from './kind'

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
  needs: [{ field: 'column', as: 'words', judged: true, telling: true }],
  assign(input, settings) {
    const codes = wordsOf(input, 'column').map((word) => codeByWord.get((word ?? '').trim().toLowerCase()))
    const stranger = codes.findIndex((code) => code === undefined)
    if (stranger >= 0) {
      const found = wordsOf(input, 'column')[stranger] ?? ''
      return { part: new Uint8Array(input.count), problems: [strangeWord(String(settings.column), found)] }
    }
    const part = Uint8Array.from(codes, (code) => code ?? 0)
    if (!part.includes(partCodes.validation)) carveValidation(part, input, settings)
    return { part, problems: [] }
  },
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
