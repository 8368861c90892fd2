// What can be wrong with a table step's settings: columns that are not there, names that are taken, lists that do not fit.
import type { Problem } from '../../../../../shared/contract/errors'
import type { Settings } from '../../../../../shared/fields/field'
import type { Text } from '../../../../../shared/fields/text'
import { problem } from '../../errors'
import { nearestName } from '../nearest'
import type { StepInput, TableColumn } from './step'

/** Problems of the named settings whose column, or one of whose columns, the table has not. '' and [] are for `required`. */
export function checkColumns({ columns, settings }: Omit<StepInput, 'given'>, fields: readonly string[]): Problem[] {
  const known = columns.map(({ name }) => name)
  return fields.flatMap((field) =>
    listed(settings[field])
      .filter((name) => name !== '' && !known.includes(name))
      .map((name) => noColumn(field, name, known)),
  )
}

/** Problems of the named settings that are '' or []. */
export function required(settings: Settings, fields: readonly string[]): Problem[] {
  return fields
    .filter((field) => listed(settings[field]).every((name) => name.trim() === ''))
    .map((field) =>
      problem(field, [
        'recipe/nothing-chosen',
        { en: `"${field}" is empty, expected a column or a value.`, zh: `“${field}”为空，应选择列或填写值。` },
        { en: 'Choose it, or disable the step.', zh: '请选择，或停用该步骤。' },
      ]),
    )
}

/** Problems of new names: empty, used twice, or taken. DuckDB does not tell capitals from small letters in names. */
export function checkNames(field: string, names: readonly string[], columns: readonly TableColumn[]): Problem[] {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  return names.flatMap((name) => {
    if (name.trim() === '' || /[\0\u0001]/.test(name)) return [badName(field, name)]
    if (taken.has(name.toLowerCase())) return [nameTaken(field, name)]
    taken.add(name.toLowerCase())
    return []
  })
}

/** The settings that list texts, or the one text, as texts. */
export function listed(value: Settings[string] | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value ?? '')]
}

/** A problem when two lists that belong together differ in length. */
export function checkPairs(settings: Settings, first: string, second: string): Problem[] {
  const [a, b] = [listed(settings[first]).length, listed(settings[second]).length]
  if (a === b) return []
  return [
    problem(second, [
      'recipe/uneven-lists',
      {
        en: `"${second}" has "${b}" entries, expected "${a}", one for each of "${first}".`,
        zh: `“${second}”有“${b}”项，应为“${a}”项，与“${first}”一一对应。`,
      },
      { en: 'Add the missing entry or remove the one too many.', zh: '请补上缺少的项或删除多余的项。' },
    ]),
  ]
}

/** A range whose lower end is above its upper one. */
export function checkRange(min: number, max: number): Problem[] {
  if (min <= max) return []
  return [
    problem('min', [
      'recipe/empty-range',
      {
        en: `The least value "${min}" is above the greatest "${max}", expected it below.`,
        zh: `最小值“${min}”大于最大值“${max}”，应不大于它。`,
      },
      { en: 'Exchange the two.', zh: '请交换两者。' },
    ]),
  ]
}

/** A step that this version does not know, such as one of a newer version. */
export function unknownStep(step: string, known: readonly string[]): Problem {
  const near = nearestName(step, known)
  const also: Text = near === null ? { en: '', zh: '' } : { en: ` Did you mean "${near}"?`, zh: `是否想用“${near}”？` }
  return problem('step', [
    'recipe/unknown-step',
    { en: `There is no step "${step}".${also.en}`, zh: `没有名为“${step}”的步骤。${also.zh}` },
    { en: `Steps: ${known.join(', ')}.`, zh: `可用的步骤：${known.join('、')}。` },
  ])
}

/** A step for which the table is too big. */
export function outOfMemory(): Problem {
  return problem('step', [
    'recipe/out-of-memory',
    { en: 'The step needs more memory than there is.', zh: '此步骤所需的内存超过可用内存。' },
    {
      en: 'Filter rows or drop columns before it, or end other programs.',
      zh: '请在此步骤之前筛选行或删除列，或关闭其他程序。',
    },
  ])
}

function noColumn(field: string, name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known)
  const also: Text = near === null ? { en: '', zh: '' } : { en: ` Did you mean "${near}"?`, zh: `是否想写“${near}”？` }
  return problem(field, [
    'recipe/no-column',
    { en: `There is no column "${name}" at this step.${also.en}`, zh: `此步骤处没有名为“${name}”的列。${also.zh}` },
    {
      en: 'Choose another column, or look whether an earlier step removes or renames it.',
      zh: '请选择其他列，或检查前面的步骤是否删除或重命名了它。',
    },
  ])
}

function nameTaken(field: string, name: string): Problem {
  return problem(field, [
    'recipe/name-taken',
    {
      en: `There is a column "${name}" already, expected a new name (capitals and small letters count as the same).`,
      zh: `已有名为“${name}”的列，应使用新名称（不区分大小写）。`,
    },
    { en: 'Choose another name.', zh: '请换一个名称。' },
  ])
}

function badName(field: string, name: string): Problem {
  return problem(field, [
    'recipe/bad-name',
    { en: `"${name}" is no name for a column, expected letters.`, zh: `“${name}”不能作为列名，应包含文字。` },
    { en: 'Write a name.', zh: '请填写名称。' },
  ])
}
