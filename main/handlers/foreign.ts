// Brings a model of another program into the workspace as an architecture that is drawn.
import { basename, dirname } from 'node:path'
import type { ParsedInput } from '../../shared/contract/requests'
import { drawnByHand } from '../../shared/records/graphSchema'
import type { ImportedArchitecture } from '../../shared/records'
import type { Context } from './context'

/** Throws `architecture/not-readable`, `path/not-granted`. */
export async function importArchitecture(
  { path, task }: ParsedInput<'architectures.import'>,
  context: Context,
): Promise<ImportedArchitecture> {
  const file = context.allowed(path, 'read')
  const { paths, architectures } = context.room().workspace
  const places = { folder: paths.weights, temporaryFolder: paths.temporary }
  const { graph, found, said, weights } = await context.step(task, (step) =>
    context.tables.run('models.read', { path: file, ...places }, step),
  )
  const now = context.clock().toISOString()
  const name = nameOf(file)
  const record = {
    id: context.newId(),
    name,
    template: drawnByHand,
    settings: {},
    graph,
    ...(weights === null ? {} : { weights: { ...weights, file: basename(file) } }),
    createdAt: now,
    updatedAt: now,
  }
  const architecture = architectures.save(record)
  context.emit('architectures.changed', { architecture: architecture.id })
  return { architecture, found, said }
}

/** The file's name without its ending; of a `model.json`, which every model of TensorFlow.js is called, that of its folder. */
function nameOf(file: string): string {
  const own = basename(file).replace(/\.(json|keras|h5|hdf5)$/i, '')
  const folder = basename(dirname(file))
  return (own === 'model' && folder !== '' ? folder : own) || 'model'
}
