// Split kind: the numbers of the rows that test and validate are given as a list.
import type { Problem } from '../../../../shared/contract/errors'
import type { Field } from '../../../../shared/fields/field'
import { carveValidation, partCodes, splitSeed, validationShare } from './kind'
import type { SplitKind } from './kind'
import { badRowList, noSuchRows, rowInBoth } from './problems'

const rowList = {
  kind: 'text',
  default: '',
  maxLength: 1_000_000,
} as const satisfies Partial<Field>

/** Rows that are in no list train. Without rows to validate a share of the training rows becomes them. */
export const rows: SplitKind = {
  name: 'rows',
  label: { en: 'Given rows', zh: '指定行' },
  summary: {
    en: 'A list says which rows test and which validate; all others train.',
    zh: '由列表指定测试行和验证行，其余用于训练。',
  },
  fields: [
    {
      ...rowList,
      name: 'testRows',
      label: { en: 'Test rows', zh: '测试行' },
      help: {
        en: 'Row numbers and ranges, counted from 0 without the line of column names: 0-99, 205.',
        zh: '行号和范围，从 0 起，不计列名行：0-99, 205。',
      },
    },
    {
      ...rowList,
      name: 'validationRows',
      label: { en: 'Validation rows', zh: '验证行' },
      help: {
        en: 'The same for the rows that validate. Left empty, a share of the training rows.',
        zh: '用于验证的行，写法相同。留空则从训练行中按比例抽取。',
      },
    },
    {
      ...validationShare,
      help: {
        en: 'Share of the training rows that validate, when no rows are given for it.',
        zh: '未指定验证行时，训练行中用于验证的比例。',
      },
    },
    splitSeed,
  ],
  assign(input, settings) {
    const codeByRow = new Map<number, number>()
    const problems = [
      ...mark(codeByRow, input.total, ['testRows', String(settings.testRows), partCodes.test]),
      ...mark(codeByRow, input.total, ['validationRows', String(settings.validationRows), partCodes.validation]),
    ]
    const part = Uint8Array.from(input.rows, (row) => codeByRow.get(row) ?? partCodes.train)
    if (problems.length === 0 && !part.includes(partCodes.validation)) carveValidation(part, input, settings)
    return { part, problems }
  },
}

/** Notes the code of each row of the list, and says what is wrong with the list. */
function mark(codeByRow: Map<number, number>, total: number, [field, text, code]: [string, string, number]): Problem[] {
  for (const item of text.split(/[\s,;，；、]+/).filter((word) => word !== '')) {
    const found = /^(\d{1,12})(?:[-–](\d{1,12}))?$/.exec(item)
    const [first, last] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])]
    if (found === null || last < first) return [badRowList(field, item)]
    if (last >= total) return [noSuchRows(field, last, total)]
    for (let row = first; row <= last; row++) {
      if ((codeByRow.get(row) ?? code) !== code) return [rowInBoth(row)]
      codeByRow.set(row, code)
    }
  }
  return []
}
