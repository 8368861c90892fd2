// What preparing can say about the values of a table: dropped rows, empty parts, classes that training never sees.
import type { Problem } from '../../../shared/contract/errors'
import { parts } from '../../../shared/records'
import { problem } from './errors'
import { partCodes } from './splits'
import type { Target } from './target'

/** More classes than this are free text or an id, not something to predict. */
export const mostClasses = 1000

/** More numbers than this, 4 GB of them, would fill the memory. */
export const mostNumbers = 2 ** 30

const partNames = { train: '训练', validation: '验证', test: '测试' } as const

/** Empty parts (errors), and classes without a training row (a warning). */
export function checkParts(target: Target, part: Uint8Array): Problem[] {
  const empty = parts.filter((_, code) => !part.includes(code))
  if (empty.length > 0) return [tooFewRows(empty, part.length)]
  const seen = new Set<number>()
  part.forEach((code, place) => code === partCodes.train && seen.add(target.values[place] as number))
  const unseen = target.classes.filter((_, code) => !seen.has(code))
  return unseen.length === 0 ? [] : [unseenClasses(unseen)]
}

export function droppedRows(column: string, count: number): Problem {
  return problem(
    column,
    [
      'dataset/missing-target',
      {
        en: `"${count}" rows have no value in the target "${column}" and are left out.`,
        zh: `有“${count}”行在目标列“${column}”中没有值，已被排除。`,
      },
      {
        en: 'Nothing needs to be done, unless those rows should have a value.',
        zh: '除非这些行本应有值，否则无需处理。',
      },
    ],
    'note',
  )
}

export function manyClasses(column: string, count: number): Problem {
  return problem(column, [
    'dataset/too-many-classes',
    {
      en: `The target "${column}" has "${count}" different values, expected at most ${mostClasses} classes.`,
      zh: `目标列“${column}”有“${count}”个不同的值，类别最多为 ${mostClasses} 个。`,
    },
    {
      en: 'Choose another target, or change its type to number when it is one.',
      zh: '请选择其他目标列；若其为数值，请将类型改为数值。',
    },
  ])
}

export function tooManyInputs(rows: number, width: number): Problem {
  const size = Math.ceil((4 * rows * width) / 2 ** 30)
  return problem('features', [
    'dataset/too-many-inputs',
    {
      en: `"${rows}" rows of "${width}" inputs take "${size}" GB, expected at most 4.`,
      zh: `“${rows}”行、每行“${width}”个输入需要“${size}”GB，最多 4 GB。`,
    },
    {
      en: 'Prepare columns of many words with fewer inputs, for example by hashing or target encoding.',
      zh: '请减少词较多的列的输入数，例如使用哈希或目标编码。',
    },
  ])
}

export function notFilled({ column, count }: { column: string; count: number }): Problem {
  return problem(column, [
    'dataset/not-filled',
    {
      en: `The prepared column "${column}" is missing or too large in "${count}" rows, and no step of it fills or scales these.`,
      zh: `预处理后的列“${column}”在“${count}”行中缺失或数值过大，而没有步骤填补或缩放它们。`,
    },
    {
      en: 'Add the step "impute" before the others, or one that scales.',
      zh: '请在其他步骤之前添加填补步骤，或添加缩放步骤。',
    },
  ])
}

export function splitColumnUsed(column: string): Problem {
  return problem(
    column,
    [
      'split/column-is-used',
      {
        en: `The column "${column}" says which rows train and test, and is used to predict as well.`,
        zh: `列“${column}”用于注明训练和测试行，同时又被用于预测。`,
      },
      { en: 'Set its role to ignore.', zh: '请将其用途设为忽略。' },
    ],
    'warning',
  )
}

function tooFewRows(empty: readonly (keyof typeof partNames)[], rows: number): Problem {
  return problem('split', [
    'dataset/too-few-rows',
    {
      en: `With "${rows}" usable rows the split leaves none for ${empty.join(' and ')}, expected at least one each.`,
      zh: `可用的“${rows}”行在划分后没有留给${empty.map((part) => partNames[part]).join('和')}的行，每部分至少需要一行。`,
    },
    {
      en: 'Use a table with more rows, or change the shares of the split.',
      zh: '请使用行数更多的表格，或更改划分比例。',
    },
  ])
}

function unseenClasses(classes: string[]): Problem {
  const list = classes
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(', ')
  return problem(
    'target',
    [
      'dataset/unseen-class',
      {
        en: `No training row has the target value ${list}, so it cannot be learnt.`,
        zh: `没有任何训练行的目标值为 ${list}，因此无法学习。`,
      },
      {
        en: 'Use a stratified split, or more rows of these classes.',
        zh: '请使用分层划分，或增加这些类别的行。',
      },
    ],
    'warning',
  )
}
