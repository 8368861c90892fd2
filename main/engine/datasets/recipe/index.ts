// The registry of recipe steps, and which of them a column gets by its type.
import type { ColumnType } from '../../../../shared/records'
import type { Settings } from '../../../../shared/fields/field'
import { encode } from './encode'
import { flag } from './flag'
import { impute } from './impute'
import { standardise } from './standardise'
import type { RecipeStep } from './step'

export const recipeSteps = { impute, standardise, encode, flag } as const satisfies Record<string, RecipeStep>
export type RecipeStepName = keyof typeof recipeSteps

/** The steps of a feature of each type, in order. Dates and free text cannot be features yet. */
export const stepsByType: Record<ColumnType, readonly { step: RecipeStepName; settings: Settings }[]> = {
  number: [
    { step: 'impute', settings: { strategy: 'median', flag: true } },
    { step: 'standardise', settings: {} },
  ],
  category: [{ step: 'encode', settings: { maxWords: 100 } }],
  boolean: [{ step: 'flag', settings: {} }],
  date: [],
  text: [],
}

/** The step of that name, undefined when there is none (a preparation of a newer version). */
export function recipeStep(name: string): RecipeStep | undefined {
  return Object.hasOwn(recipeSteps, name) ? recipeSteps[name as RecipeStepName] : undefined
}

export { numbersIn, wordsIn } from './step'
export type { ColumnValues, Learnt, RecipeStep } from './step'
export { momentsOf } from './standardise'
