// The task of reading models of other programs, in a worker of its own accord: they are files of strangers.
import type { TaskHandler } from '../../../shared/contract/worker'
import { readModelFile } from '../../engine/exports/foreign/readModelFile'

export const modelTasks: { 'models.read': TaskHandler<'models.read'> } = {
  'models.read': ({ path, ...keeping }, { signal, progress }) => readModelFile(path, { ...keeping, signal, progress }),
}
