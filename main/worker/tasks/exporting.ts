// Export task of a worker: writes a run's kept model in a format and compares what was written with the run.
import type { TaskHandler } from '../../../shared/contract/worker'
import { writeExport } from '../../engine/exports'
import { loadTensor } from '../../engine/tensor'
import { readModel } from '../../engine/workspace/models'
import { readPrepared } from '../../engine/workspace/prepared'

const write: TaskHandler<'exports.write'> = async ({ modelFolder, preparedFile, ...target }) => {
  const model = readModel(modelFolder)
  return writeExport({ ...target, model, prepared: readPrepared(preparedFile) }, loadTensor())
}

export const exportTasks = { 'exports.write': write }
