// Requests about exported models.
import { AppError } from '../../shared/contract/errors'
import type { ParsedInput } from '../../shared/contract/requests'
import type { ExportReport, Run } from '../../shared/records'
import { formatInfos } from '../engine/exports'
import type { Context, HandlersOf } from './context'
import { inOwnWorker } from './ownWorker'
import { requireData } from './preparing'

export const exports: HandlersOf<'exports'> = {
  'exports.formats': () => formatInfos(),
  'exports.list': (_input, context) => context.room().workspace.exports.list(),
  'exports.write': (input, context) => write(input, context),
}

async function write(input: ParsedInput<'exports.write'>, context: Context): Promise<ExportReport> {
  const { workspace } = context.room()
  const run = workspace.runs.get(input.run)
  const folder = context.allowed(input.folder, 'write')
  const preparedFile = workspace.paths.preparedFile(run.prepared)
  if (run.model === null) throw noModel(run)
  requireData(run, context)
  const modelFolder = workspace.paths.modelFolder(run.id)
  const { format } = input
  const environment = { TF_CPP_MIN_LOG_LEVEL: '3' }
  const written = await context.step(input.task, (step) =>
    inOwnWorker(context, { kind: 'training', environment }, (client) =>
      client.run('exports.write', { format, modelFolder, preparedFile, folder, name: run.name }, step),
    ),
  )
  const id = context.newId()
  const createdAt = context.clock().toISOString()
  const report = workspace.exports.save({ ...written, id, run: run.id, format, folder, createdAt })
  context.emit('exports.changed', { id })
  return report
}

function noModel({ number, status }: Run): AppError {
  return new AppError({
    code: 'run/no-model',
    message: {
      en: `Run ${number} is "${status}" and has kept no model yet.`,
      zh: `运行 ${number} 的状态为“${status}”，尚未保留模型。`,
    },
    hint: { en: 'Export a run that is finished.', zh: '请导出已完成的运行。' },
  })
}
