// Requests about runs: launching, watching, ending, starting again.
import { check, checkArchitecture, graphOf } from '../engine/architectures'
import { arrayTask, completeTask } from '../engine/datasets'
import { metricInfos } from '../engine/metrics'
import type { RunDraft } from '../engine/runs'
import { checkTraining, targetWeightProblems, trainingFields, watchProblems } from '../engine/training'
import { withDefaults, type Settings } from '../../shared/fields'
import type { ParsedInput } from '../../shared/contract/requests'
import { readModel, type Workspace } from '../engine/workspace'
import type { Architecture, Dataset, DatasetFacts, Protocol, Role, Run, RunStart } from '../../shared/records'
import { measureBeside } from './baselines'
import type { Context, HandlersOf } from './context'
import { prepare, requireData } from './preparing'
import { refuse } from './refuse'
import { refuseWhatDoesNotFit } from './sizing'

export const runs: HandlersOf<'runs'> = {
  'runs.fields': () => [...trainingFields],
  'runs.check': ({ training, goal }) => checkTraining(withDefaults(trainingFields, training), goal ?? null),
  'runs.metrics': () => metricInfos(),
  'runs.launch': (input, context) => launch(input, context),
  'runs.list': (_input, context) => context.room().workspace.runs.list(),
  'runs.get': ({ run }, context) => context.room().workspace.runs.get(run),
  'runs.stop': ({ run }, context) => context.room().supervisor.stop(run),
  'runs.pause': ({ run }, context) => context.room().supervisor.pause(run),
  'runs.resume': ({ run }, context) => {
    const { workspace, supervisor } = context.room()
    requireData(workspace.runs.get(run), context)
    return supervisor.resume(run)
  },
  'runs.restart': ({ run }, context) => {
    const { workspace, supervisor } = context.room()
    requireData(workspace.runs.get(run), context)
    return supervisor.restart(run)
  },
  'runs.remove': ({ run }, context) => {
    context.room().workspace.runs.remove(run)
    context.emit('runs.removed', { run })
    return null
  },
  'runs.restore': ({ run }, context) => {
    const restored = context.room().workspace.runs.restore(run)
    context.emit('runs.changed', restored)
    return restored
  },
  'runs.series': ({ run, ...query }, context) => {
    const { workspace, supervisor } = context.room()
    // A page adds what it hears from now on: what it heard before it asked must be in the answer.
    supervisor.flush(run)
    return workspace.series.read(run, query)
  },
  'runs.histograms': ({ run, ...query }, context) => context.room().workspace.histograms.read(run, query),
  'runs.log': ({ run }, context) => context.room().workspace.log.read(run),
  'runs.queue': (_input, context) => context.room().supervisor.state(),
  'runs.setConcurrent': ({ concurrent }, context) => context.room().supervisor.setConcurrent(concurrent),
}

/** Everything is checked and prepared before the first run is made: all are launched, or none. */
async function launch(input: ParsedInput<'runs.launch'>, context: Context): Promise<Run[]> {
  const { workspace, supervisor } = context.room()
  const dataset = workspace.datasets.get(input.dataset)
  const architectures = input.architectures.map((id) => workspace.architectures.get(id))
  const training = withDefaults(trainingFields, input.training)
  // What is wrong whatever the target is said before the data are prepared, the rest as soon as it is known.
  refuse('run/bad-settings', checkTraining(training, null, 'training.'))
  refuse('run/bad-settings', watchProblems(training, completeTask(dataset.task), 'training.'))
  const { hash, facts, problems } = await context.step(input.task, (step) => prepare(dataset, context, step))
  refuse('dataset/not-ready', problems)
  if (facts === null) throw new Error('arrays without facts and without a problem')
  refuse('run/bad-settings', checkTraining(training, facts.goal, 'training.'))
  const { target } = protocolOf(dataset, facts)
  refuse('run/bad-settings', targetWeightProblems(training, { facts, column: target }, 'training.'))
  if (input.anyway !== true) refuseWhatDoesNotFit({ architectures, facts, training, prepared: hash }, context)
  const start = startOf(input.startFrom, workspace)
  const common = { dataset, facts, training, prepared: hash, experiment: context.newId(), start }
  const launched = supervisor.launch(
    architectures.flatMap((architecture) =>
      input.seeds.map((seed) => draft({ ...common, architecture, seed, name: input.name }, context)),
    ),
  )
  measureBeside(hash, context)
  return launched
}

/** Throws `run/no-model` for a run that has kept no weights to begin with, `architecture/no-weights` where those of an architecture are gone. */
function startOf(from: ParsedInput<'runs.launch'>['startFrom'], workspace: Workspace): RunStart | null {
  if (from === undefined) return null
  const imported = workspace.architectures.list().find((one) => one.id === from)
  if (imported?.weights !== undefined) {
    workspace.keepWeights(imported.weights.hash)
    return { weights: imported.weights.hash, name: imported.name }
  }
  const { id, name, number, model } = workspace.runs.get(from)
  readModel(workspace.paths.modelFolder(model ?? id))
  return { run: model ?? id, name: `#${number} ${name}` }
}

interface DraftInput {
  dataset: Dataset
  facts: DatasetFacts
  training: Settings
  prepared: string
  experiment: string
  start: RunStart | null
  architecture: Architecture
  seed: number
  name: string | undefined
}

function draft(input: DraftInput, context: Context): RunDraft {
  const { dataset, facts, training, prepared, experiment, architecture, seed, start } = input
  const { name } = architecture
  refuse('architecture/not-valid', checkArchitecture(architecture, facts).problems)
  return {
    id: context.newId(),
    name: input.name === undefined ? name : `${input.name}: ${name}`,
    experiment,
    dataset: { id: dataset.id, name: dataset.name },
    architecture: launchedOf(architecture),
    training,
    seed,
    reason: null,
    problems: [],
    start,
    protocol: protocolOf(dataset, facts),
    facts,
    prepared,
    parameters: check(graphOf(architecture, facts)).parameters,
    plan: null,
    epochs: Number(training.epochs),
    epochsDone: 0,
    stepsDone: 0,
    outcome: null,
    model: null,
    queuedAt: context.clock().toISOString(),
    startedAt: null,
    endedAt: null,
    importedFrom: null,
  }
}

/** What a run keeps of its architecture: how it is drawn on the canvas is no part of the network. */
function launchedOf({ id, name, template, settings, graph, version }: Architecture): Run['architecture'] {
  return { id, name, template, settings, ...(graph && { graph }), ...(version !== undefined && { version }) }
}

function protocolOf(dataset: Dataset, facts: DatasetFacts): Protocol {
  const { table, split } = dataset
  const task = completeTask(dataset.task)
  const predicted = arrayTask(task?.task)?.predicts ?? 'target'
  const columnOf = (role: Role) => dataset.assignments.find((one) => one.role === role)?.column
  const target = columnOf(predicted) ?? columnOf('target') ?? ''
  const also = facts.alsoTargets?.map(({ column }) => column)
  return {
    goal: facts.goal,
    target,
    ...(also && { alsoTargets: also }),
    table,
    split,
    counts: facts.counts,
    ...(task && { task }),
  }
}
