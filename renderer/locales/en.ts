// The page's words in English: the keys that every other language must have.
import { datasets } from './en/datasets'
import { designer } from './en/designer'
import { modelImports } from './en/modelImports'
import { playground } from './en/playground'
import { recipes } from './en/recipes'
import { shell } from './en/shell'
import { stages } from './en/stages'
import { training } from './en/training'

export const en = {
  ...shell,
  ...stages,
  ...datasets,
  ...designer,
  ...modelImports,
  ...recipes,
  ...training,
  ...playground,
} as const
