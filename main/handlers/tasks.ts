// Requests about long steps under way.
import type { HandlersOf } from './context'

export const tasks: HandlersOf<'tasks'> = {
  'tasks.cancel': ({ task }, context) => ({ cancelled: context.cancelStep(task) }),
}
