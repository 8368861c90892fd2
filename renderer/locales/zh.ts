// The page's words in Chinese.
import type { en } from './en'
import type { MessagesLike } from './messageTypes'
import { datasets } from './zh/datasets'
import { designer } from './zh/designer'
import { modelImports } from './zh/modelImports'
import { playground } from './zh/playground'
import { recipes } from './zh/recipes'
import { shell } from './zh/shell'
import { stages } from './zh/stages'
import { training } from './zh/training'

export const zh: MessagesLike<typeof en> = {
  ...shell,
  ...stages,
  ...datasets,
  ...designer,
  ...modelImports,
  ...recipes,
  ...training,
  ...playground,
}
