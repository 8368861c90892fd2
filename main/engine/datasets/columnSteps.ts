// Checks how columns are to be prepared: do the columns and steps exist, do the settings fit, can each step follow the one before?
import type { Problem } from '../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../shared/fields'
import type { Text } from '../../../shared/fields/text'
import type { ColumnSteps, ColumnType } from '../../../shared/records'
import { problem } from './errors'
import { recipeStep, recipeSteps } from './recipe'
import type { ChosenStep, RecipeStep } from './recipe'
import { nearestName } from './recipe/nearest'
import { unknownStep } from './recipe/table/complaints'

const mostSteps = 20

/**
 * Everything that is wrong with a preparation; the path of a problem is the name of its column. A column with an empty
 * list of steps is prepared as its type proposes.
 */
export function checkColumnSteps(
  columns: readonly { name: string; type: ColumnType }[],
  preparation: readonly ColumnSteps[],
): Problem[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  const named = new Set<string>()
  return preparation.flatMap(({ column, steps }) => {
    const type = types.get(column)
    if (type === undefined) return [noColumn(column, [...types.keys()])]
    if (named.has(column)) return [columnTwice(column)]
    named.add(column)
    if (steps.length > mostSteps) return [tooMany(column, steps.length)]
    return [...steps.flatMap((chosen) => checkStep(column, chosen)), ...checkChain(column, type, steps)]
  })
}

function checkStep(column: string, { step, settings }: ChosenStep): Problem[] {
  const entry = recipeStep(step)
  if (entry === undefined) return [{ ...unknownStep(step, Object.keys(recipeSteps)), path: column }]
  return checkSettings(entry.fields, withDefaults(entry.fields, settings)).map((wrong) => ({ ...wrong, path: column }))
}

/** The first step that cannot take what it is handed: a column of its type, or what the step before gives. */
function checkChain(column: string, type: ColumnType, steps: readonly ChosenStep[]): Problem[] {
  let before: RecipeStep | null = null
  for (const { step } of steps) {
    const entry = recipeStep(step)
    if (entry === undefined) return []
    // Numbers can be read as words, such as codes, but not the other way round.
    if (before === null && entry.takes === 'numbers' && type !== 'number') return [wrongType(column, entry, type)]
    if (before !== null && before.gives !== entry.takes) return [cannotFollow(column, entry, before)]
    before = entry
  }
  return before?.gives === 'words' ? [endsInWords(column, before)] : []
}

const kinds: Record<RecipeStep['gives'], Text> = {
  numbers: { en: 'numbers', zh: '数值' },
  words: { en: 'words', zh: '词' },
  inputs: { en: 'finished inputs', zh: '完成的输入' },
}

function wrongType(column: string, { name, label }: RecipeStep, type: ColumnType): Problem {
  return problem(column, [
    'recipe/wrong-type',
    {
      en: `The step "${name}" takes numbers, but the type of "${column}" is ${type}.`,
      zh: `步骤“${label.zh}”需要数值，而列“${column}”的类型为 ${type}。`,
    },
    {
      en: 'Choose another step, or set the type of the column to number.',
      zh: '请选择其他步骤，或将该列的类型设为数值。',
    },
  ])
}

function cannotFollow(column: string, step: RecipeStep, before: RecipeStep): Problem {
  const [takes, gives] = [kinds[step.takes], kinds[before.gives]]
  return problem(column, [
    'recipe/cannot-follow',
    {
      en: `In "${column}" the step "${step.name}" takes ${takes.en}, but "${before.name}" before it gives ${gives.en}.`,
      zh: `列“${column}”中步骤“${step.label.zh}”需要${takes.zh}，但其前面的“${before.label.zh}”给出${gives.zh}。`,
    },
    { en: 'Remove one of the two, or change their order.', zh: '请删除其中之一，或调整顺序。' },
  ])
}

function endsInWords(column: string, { name, label }: RecipeStep): Problem {
  return problem(column, [
    'recipe/ends-in-words',
    {
      en: `The steps of "${column}" end with "${name}", which gives words; a network takes numbers.`,
      zh: `列“${column}”的最后一步“${label.zh}”给出词，而网络需要数值。`,
    },
    { en: 'Add a step that makes numbers of words, such as "encode".', zh: '请添加将词变为数值的步骤，如独热编码。' },
  ])
}

function noColumn(column: string, known: readonly string[]): Problem {
  const near = nearestName(column, known)
  const also: Text = near === null ? { en: '', zh: '' } : { en: ` Did you mean "${near}"?`, zh: `是否想写“${near}”？` }
  return problem(column, [
    'recipe/no-column',
    { en: `There is no column "${column}" to prepare.${also.en}`, zh: `没有要预处理的列“${column}”。${also.zh}` },
    { en: 'Name a column of the table.', zh: '请填写表格中的列名。' },
  ])
}

function columnTwice(column: string): Problem {
  return problem(column, [
    'recipe/column-twice',
    { en: `The column "${column}" is named twice, expected once.`, zh: `列“${column}”出现了两次，只应出现一次。` },
    { en: 'Put all its steps into one list.', zh: '请将其所有步骤放入同一列表。' },
  ])
}

function tooMany(column: string, count: number): Problem {
  return problem(column, [
    'recipe/too-many-steps',
    {
      en: `The column "${column}" has "${count}" steps, expected at most ${mostSteps}.`,
      zh: `列“${column}”有“${count}”个步骤，最多 ${mostSteps} 个。`,
    },
    { en: 'Remove some of them.', zh: '请删除一些步骤。' },
  ])
}
