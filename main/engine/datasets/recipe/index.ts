// The registry of recipe steps, and which of them a column gets by its type.
import type { ColumnType } from '../../../../shared/records'
import type { Settings } from '../../../../shared/fields/field'
import { bins } from './bins'
import { dateParts } from './dateParts'
import { encode } from './encode'
import { flag } from './flag'
import { hashing } from './hashing'
import { impute } from './impute'
import { imputeWords } from './imputeWords'
import { log } from './log'
import { minMax } from './minMax'
import { multiHot } from './multiHot'
import { quantile } from './quantile'
import { robust } from './robust'
import { standardise } from './standardise'
import type { ColumnValues, RecipeStep } from './step'
import { targetEncode } from './targetEncode'
import { tokens } from './tokens'
import { vocabulary } from './vocabulary'
import { winsorise } from './winsorise'

/** In the order in which they are offered. */
export const recipeSteps = {
  impute,
  standardise,
  minMax,
  robust,
  log,
  quantile,
  winsorise,
  bins,
  imputeWords,
  encode,
  flag,
  vocabulary,
  hashing,
  targetEncode,
  multiHot,
  tokens,
  dateParts,
} as const satisfies Record<string, RecipeStep>
export type RecipeStepName = keyof typeof recipeSteps

export interface ChosenStep {
  step: string
  settings: Settings
}

/** The steps of a feature of each type, in order. */
export const stepsByType: Record<ColumnType, readonly ChosenStep[]> = {
  number: [
    { step: 'impute', settings: { strategy: 'median', flag: true } },
    { step: 'standardise', settings: {} },
  ],
  category: [{ step: 'encode', settings: { maxWords: 100 } }],
  boolean: [{ step: 'flag', settings: {} }],
  date: [{ step: 'dateParts', settings: {} }],
  text: [{ step: 'tokens', settings: {} }],
  list: [{ step: 'multiHot', settings: { separator: '' } }],
}

/** How a column is prepared: as it was chosen for it, otherwise as its type proposes. */
export function stepsOf({ type, steps }: { type: ColumnType; steps?: readonly ChosenStep[] }): readonly ChosenStep[] {
  return steps === undefined || steps.length === 0 ? stepsByType[type] : steps
}

/** Whether a feature is read as numbers or as words: as its first step takes it. */
export function readAs(steps: readonly { step: string }[]): ColumnValues['kind'] {
  return recipeStep(steps[0]?.step ?? '')?.takes ?? 'words'
}

/** The step of that name, undefined when there is none (a preparation of a newer version). */
export function recipeStep(name: string): RecipeStep | undefined {
  return Object.hasOwn(recipeSteps, name) ? recipeSteps[name as RecipeStepName] : undefined
}

export { numbersIn, wordsIn } from './step'
export type { ColumnValues, Learnt, RecipeStep, StepOutput, StepTarget } from './step'
export { momentsOf } from './standardise'
export { spread } from './outputs'
