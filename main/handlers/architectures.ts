// Requests about architectures.
import {
  checkArchitecture,
  codeOf,
  diffGraphs,
  factsLike,
  fitGraph,
  layerInfos,
  templateInfos,
} from '../engine/architectures'
import type { ArchitectureDraft, ArchitectureRef, DatasetFacts } from '../../shared/records'
import { knownFacts, prepare } from './preparing'
import type { Context, HandlersOf } from './context'
import { importArchitecture } from './foreign'
import { costs } from './costs'
import { refuse } from './refuse'

export const architectures: HandlersOf<'architectures'> = {
  'architectures.templates': ({ dataset }, context) => templateInfos(likelyFacts(dataset, context)),
  'architectures.list': (_input, context) => context.room().workspace.architectures.list(),
  'architectures.layers': () => layerInfos(),
  'architectures.check': ({ dataset, ...draft }, context) => checkArchitecture(draft, factsOf(dataset, context)),
  'architectures.save': ({ architecture, name, ...draft }, context) => {
    if (draft.graph === undefined) refuse('architecture/not-valid', checkArchitecture(draft).problems)
    const store = context.room().workspace.architectures
    const now = context.clock().toISOString()
    const old = architecture === undefined ? null : store.get(architecture)
    const id = old?.id ?? context.newId()
    // What it came with stays with it, however it is drawn anew.
    const weights = old?.weights === undefined ? {} : { weights: old.weights }
    const saved = store.save({ id, name, ...draft, ...weights, createdAt: old?.createdAt ?? now, updatedAt: now })
    context.emit('architectures.changed', { architecture: id })
    return saved
  },
  'architectures.versions': ({ architecture }, context) =>
    context.room().workspace.architectures.versions(architecture),
  'architectures.diff': ({ left, right, dataset }, context) => {
    const facts = factsOf(dataset, context)
    const checked = (ref: ArchitectureRef) => checkArchitecture(draftOf(ref, context), facts)
    return diffGraphs(checked(left), checked(right))
  },
  'architectures.cost': (input, context) => costs(input, context),
  'architectures.fit': async ({ graph, dataset, task }, context) => {
    const chosen = context.room().workspace.datasets.get(dataset)
    const { facts, problems } = await context.step(task, (step) => prepare(chosen, context, step))
    refuse('dataset/not-ready', problems)
    if (facts === null) throw new Error('arrays without facts and without a problem')
    return fitGraph(graph, facts)
  },
  'architectures.code': ({ dataset, language, ...draft }, context) => {
    const { graph, problems } = checkArchitecture(draft, factsOf(dataset, context))
    refuse('architecture/not-valid', problems)
    return codeOf(graph, language)
  },
  'architectures.import': (input, context) => importArchitecture(input, context),
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

/** Throws `architecture/not-found`, `architecture/no-version`. */
function draftOf({ architecture, version }: ArchitectureRef, context: Context): ArchitectureDraft {
  const store = context.room().workspace.architectures
  return version === undefined ? store.get(architecture) : store.version(architecture, version)
}

/** What a data set's arrays are, or will be like once they are made. */
function likelyFacts(dataset: string | undefined, context: Context): DatasetFacts | undefined {
  if (dataset === undefined) return undefined
  const { workspace } = context.room()
  const chosen = workspace.datasets.get(dataset)
  return knownFacts(workspace, chosen) ?? factsLike(chosen.task?.task)
}

/** Undefined, and so made-up facts, when no data set is named or it was not prepared yet. */
function factsOf(dataset: string | undefined, context: Context): DatasetFacts | undefined {
  if (dataset === undefined) return undefined
  const { workspace } = context.room()
  return knownFacts(workspace, workspace.datasets.get(dataset)) ?? undefined
}
