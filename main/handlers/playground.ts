// Requests about the playground: opening, steering, and keeping what was played as a run.
import { AppError } from '../../shared/contract/errors'
import type { ParsedInput } from '../../shared/contract/requests'
import { checkSettings, withDefaults } from '../../shared/fields'
import type { Settings, Text } from '../../shared/fields'
import { drawnByHand } from '../../shared/records/graphSchema'
import type { Architecture, DatasetFacts, Graph, PlayKept, PlayNetwork, PlayRoom } from '../../shared/records'
import { check, checkArchitecture, graphOf, playFeatures, playFields, playGraph } from '../engine/architectures'
import { toys } from '../engine/datasets'
import type { Toy } from '../engine/datasets'
import type { Playing } from '../engine/runs'
import { checkTraining, playTraining, playTrainingFields } from '../engine/training'
import type { Context, HandlersOf } from './context'
import { keptDataset, playData } from './playData'
import { refuse } from './refuse'
import { runs } from './runs'

/** What can be followed by the eye, and computed ten times a second besides its training. */
const mostParameters = 20_000
const mostMultiplyAdds = 100_000
/** Rows that are played with where there are more. */
const mostRows = 5000

export const playground: HandlersOf<'playground'> = {
  'playground.options': () => ({
    toys: Object.values<Toy>(toys).map(({ name, label, summary, goal, fields }) => {
      return { name, label, summary, goal, fields: [...fields] }
    }),
    network: [...playFields],
    features: Object.entries(playFeatures).map(([name, { label }]) => ({ name, label })),
    training: [...playTrainingFields],
  }),
  'playground.open': (input, context) => open(input, context),
  'playground.tell': ({ play, word }, context) => {
    context.player.tell(play, word)
    return null
  },
  'playground.close': (_input, context) => {
    context.player.close()
    return null
  },
  'playground.keep': (input, context) => keep(input, context),
}

async function open({ task, ...setup }: ParsedInput<'playground.open'>, context: Context): Promise<PlayRoom> {
  const training = playTraining(setup.training)
  return context.step(task, async (step) => {
    const { preparedFile, facts } = await playData(setup.source, context, step)
    refuse('run/bad-settings', checkTraining(training, facts.goal, 'training.'))
    const graph = playedGraph(setup.network, facts, context)
    const spec = { play: context.newId(), graph, training, seed: setup.seed, preparedFile, mostRows }
    return context.player.open(setup, spec)
  })
}

/** Throws `playground/bad-setup`, `architecture/not-valid`, `playground/too-large`. */
function playedGraph(network: PlayNetwork, facts: DatasetFacts, context: Context): Graph {
  const graph =
    network.kind === 'form' ? formGraph(network.settings, facts) : savedGraph(network.architecture, facts, context)
  const { parameters, multiplyAdds } = check(graph)
  if (parameters > mostParameters || multiplyAdds > mostMultiplyAdds) throw tooLarge(parameters, multiplyAdds)
  return graph
}

function formGraph(settings: Settings, facts: DatasetFacts): Graph {
  const complete = withDefaults(playFields, settings)
  refuse('playground/bad-setup', checkSettings(playFields, complete))
  return playGraph(complete, facts)
}

function savedGraph(id: string, facts: DatasetFacts, context: Context): Graph {
  const architecture = context.room().workspace.architectures.get(id)
  refuse('architecture/not-valid', checkArchitecture(architecture, facts).problems)
  return graphOf(architecture, facts)
}

async function keep({ play, name, task }: ParsedInput<'playground.keep'>, context: Context): Promise<PlayKept> {
  const playing = context.player.playing(play)
  if (playing.steps === 0) throw nothingPlayed()
  const { setup, spec } = playing
  const dataset = await context.step(task, (step) => keptDataset(setup.source, context, step))
  const architecture = keptArchitecture(playing, context)
  const [run] = await runs['runs.launch'](
    {
      ...{ dataset: dataset.id, architectures: [architecture.id], seeds: [spec.seed], task },
      training: keptTraining(playing),
      ...(name === undefined ? {} : { name }),
    },
    context,
  )
  if (run === undefined) throw new Error('a launch without a run')
  return { dataset, architecture, run, said: differences(playing) }
}

/** The saved one where it still is what was played; otherwise the graph as a new one. */
function keptArchitecture({ setup: { network }, spec, room }: Playing, context: Context): Architecture {
  const store = context.room().workspace.architectures
  if (network.kind === 'architecture') {
    const saved = store.find(network.architecture)
    if (saved !== null && JSON.stringify(graphOf(saved, factsOf(room))) === JSON.stringify(spec.graph)) return saved
  }
  const now = context.clock().toISOString()
  const hidden = spec.graph.layers.filter(({ type }) => type === 'dense').slice(0, -1)
  const units = hidden.map(({ settings }) => String(settings.units))
  const name = ['2', ...units, String(room.width)].join('-')
  const record = { template: drawnByHand, settings: {}, graph: spec.graph, createdAt: now, updatedAt: now }
  const architecture = store.save({ id: context.newId(), name, ...record })
  context.emit('architectures.changed', { architecture: architecture.id })
  return architecture
}

/** What templates ask of data, as far as a playground's data can differ. */
function factsOf({ goal, classes, axes, rows: { train, validation, test } }: PlayRoom): DatasetFacts {
  const counts = { train, validation, test }
  return { goal, width: 2, inputs: axes.map(({ name }) => name), classes, counts, droppedRows: 0 }
}

/** As many steps as were played, with the rates as they are; of all rows as many epochs, where only some were played with. */
function keptTraining({ spec, room, rates, steps }: Playing): Settings {
  const training = { ...spec.training, ...rates }
  const stepsPerEpoch = Math.ceil(room.rows.train / Math.min(Number(training.batchSize), room.rows.train))
  const epochs = Math.max(1, Math.ceil(steps / stepsPerEpoch))
  return { ...training, epochs, stopAfterSteps: isSampled(room) ? 0 : steps }
}

function isSampled({ rows: { train, validation, test, all } }: PlayRoom): boolean {
  return train + validation + test < all
}

function differences({ room, changedAt }: Playing): Text[] {
  const { train, validation, test, all } = room.rows
  const taken = train + validation + test
  return [
    ...(isSampled(room)
      ? [
          {
            en: `The playground took ${taken} of ${all} rows; the run takes all of them.`,
            zh: `演练场使用了 ${all} 行中的 ${taken} 行；运行则使用全部行。`,
          },
        ]
      : []),
    ...(changedAt === null
      ? []
      : [
          {
            en: `A rate or the batch size was changed after step ${changedAt}; the run has the present ones from the start.`,
            zh: `第 ${changedAt} 步之后更改过学习率或批大小；运行从一开始就使用当前的值。`,
          },
        ]),
  ]
}

function tooLarge(parameters: number, multiplyAdds: number): AppError {
  return new AppError({
    code: 'playground/too-large',
    message: {
      en: `The network has "${parameters}" parameters and "${multiplyAdds}" multiply-adds a row, expected at most ${mostParameters} and ${mostMultiplyAdds} in the playground.`,
      zh: `该网络有“${parameters}”个参数、每行“${multiplyAdds}”次乘加，演练场中最多为 ${mostParameters} 与 ${mostMultiplyAdds}。`,
    },
    hint: {
      en: 'Choose a smaller network, or train this one as a run.',
      zh: '请选择较小的网络，或将其作为运行进行训练。',
    },
  })
}

function nothingPlayed(): AppError {
  return new AppError({
    code: 'playground/nothing-played',
    message: { en: 'No step was taken yet, expected at least one.', zh: '尚未执行任何一步，至少需要一步。' },
    hint: { en: 'Play a while, then keep it.', zh: '请先运行一会儿再保留。' },
  })
}
