// All steps of recipes with their texts and fields: what forms are drawn from.
import type { StepCatalogue } from '../../../../shared/records'
import { recipeSteps } from './index'
import type { RecipeStep } from './step'
import { tableSteps } from './table'

export function catalogue(): StepCatalogue {
  const column = Object.values<RecipeStep>(recipeSteps)
  return {
    table: tableSteps.map(({ name, label, summary, fields }) => ({ name, label, summary, fields: [...fields] })),
    column: column.map(({ name, label, summary, fields, takes }) => {
      return { name, label, summary, fields: [...fields], takes }
    }),
  }
}
