// Requests about architectures.
import { checkArchitecture, layerInfos, templateInfos } from '../engine/architectures'
import type { DatasetFacts } from '../../shared/records'
import { knownFacts } from './preparing'
import type { Context, HandlersOf } from './context'
import { refuse } from './refuse'

export const architectures: HandlersOf<'architectures'> = {
  'architectures.templates': () => templateInfos(),
  'architectures.list': (_input, context) => context.room().workspace.architectures.list(),
  'architectures.layers': () => layerInfos(),
  'architectures.check': ({ dataset, ...draft }, context) => checkArchitecture(draft, factsOf(dataset, context)),
  'architectures.save': ({ architecture, name, ...draft }, context) => {
    if (draft.graph === undefined) refuse('architecture/not-valid', checkArchitecture(draft).problems)
    const store = context.room().workspace.architectures
    const now = context.clock().toISOString()
    const old = architecture === undefined ? null : store.get(architecture)
    const id = old?.id ?? context.newId()
    const saved = store.save({ id, name, ...draft, createdAt: old?.createdAt ?? now, updatedAt: now })
    context.emit('architectures.changed', { architecture: id })
    return saved
  },
  'architectures.remove': ({ architecture }, context) => {
    context.room().workspace.architectures.remove(architecture)
    context.emit('architectures.changed', { architecture })
    return null
  },
  'architectures.restore': ({ architecture }, context) => {
    const restored = context.room().workspace.architectures.restore(architecture)
    context.emit('architectures.changed', { architecture })
    return restored
  },
}

/** Undefined, and so made-up facts, when no data set is named or it was not prepared yet. */
function factsOf(dataset: string | undefined, context: Context): DatasetFacts | undefined {
  if (dataset === undefined) return undefined
  const { workspace } = context.room()
  return knownFacts(workspace, workspace.datasets.get(dataset)) ?? undefined
}
