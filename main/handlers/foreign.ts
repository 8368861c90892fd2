// Brings a model of another program into the workspace as an architecture that is drawn.
import { basename } from 'node:path'
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
  const { graph, said } = await context.step(task, (step) => context.tables.run('models.read', { path: file }, step))
  const now = context.clock().toISOString()
  const name = basename(file).replace(/\.(json|keras|h5|hdf5)$/i, '') || 'model'
  const record = {
    id: context.newId(),
    name,
    template: drawnByHand,
    settings: {},
    graph,
    createdAt: now,
    updatedAt: now,
  }
  const architecture = context.room().workspace.architectures.save(record)
  context.emit('architectures.changed', { architecture: architecture.id })
  return { architecture, said }
}
