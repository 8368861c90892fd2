// Networks with tables for the tests of training: people and items, several look-ups of one table, sequences with padding.
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import type { TrainingSource } from '../../main/engine/training/data'
import { openSession } from '../../main/engine/training/session'
import type { Session, SessionInput } from '../../main/engine/training/session'
import type { Settings } from '../../shared/fields'
import { createRandom } from '../../shared/numbers/random'
import type { Graph, LayerNode, Tier } from '../../shared/records'
import { preparedFor } from './prepared'

export const layer = (id: string, type: string, settings: Settings, ...inputs: string[]): LayerNode => {
  return { id, type, settings, inputs }
}

const ids = (id: string, ...shape: number[]) => layer(id, 'input', { shape, dtype: 'int32' })

/** output = <row of the person, row of the item>. */
export function factorisation(people: number, items: number, width: number, more: Settings = {}): Graph {
  return {
    layers: [
      ids('person', 1),
      ids('item', 1),
      layer('people', 'embedding', { entries: people, width, ...more }, 'person'),
      layer('items', 'embedding', { entries: items, width, ...more }, 'item'),
      layer('who', 'flatten', {}, 'people'),
      layer('what', 'flatten', {}, 'items'),
      layer('output', 'dot', {}, 'who', 'what'),
    ],
    outputs: ['output'],
  }
}

/** One table looked up for two inputs, a history with padding and an item; the history goes through a recurrent layer. */
export function histories(entries: number, more: Settings = {}, scores: Settings | null = null): Graph {
  const table = { entries, width: 4, maskZero: true, ...more }
  const shared = { ...layer('wanted', 'embedding', { ...table, ...scores }, scores ? 'last' : 'item'), shares: 'seen' }
  const end = scores ? [shared] : [shared, layer('flat', 'flatten', {}, 'wanted')]
  const last = layer('output', 'dense', { units: 1, activation: 'linear' }, 'joined')
  return {
    layers: [
      ids('history', 6),
      ids('item', 1),
      layer('seen', 'embedding', table, 'history'),
      layer('last', 'gru', { units: 4 }, 'seen'),
      ...end,
      layer('joined', 'concatenate', {}, 'last', scores ? 'wanted' : 'flat'),
      last,
    ],
    outputs: ['output'],
  }
}

/** Rows of ids below `limits`, many of them equal, with a number to learn; all of them for training. */
export function idRows(count: number, shapes: number[][], limits: number[], most = Infinity): TrainingSource {
  const random = createRandom(5)
  const inputs = shapes.map((shape, which) => {
    const size = count * shape.reduce((product, length) => product * length, 1)
    const limit = Math.min(most, limits[which] as number)
    return { shape, values: Int32Array.from({ length: size }, () => random.below(limit)) }
  })
  const values = Float32Array.from({ length: count }, () => random.next() * 2 - 1)
  return { inputs, targets: [{ shape: [], values }], weights: null, part: new Uint8Array(count) }
}

export interface TableRun extends Partial<Pick<SessionInput, 'wants' | 'memoryLimit'>> {
  graph: Graph
  source: TrainingSource
  training: Settings
  tier: Tier
}

/** A session on those rows that follows one tier from the start; fails where the tier cannot be had. */
export function openTables({ graph, source, training, tier, ...more }: TableRun): Session {
  const target = source.targets[0]?.values as Float32Array
  const prepared = { ...preparedFor('regression', 5), target, part: source.part }
  const settings = trainingSettings(training)
  const session = openSession(
    {
      ...{ graph, settings, source, prepared, seed: 3, start: null, now: () => performance.now() },
      wants: { gradientNorm: true, health: true },
      onFallback(wanted, taken, reason) {
        throw new Error(`${taken} in place of ${wanted}: ${reason}`)
      },
      ...more,
    },
    loadTensor(),
  )
  session.follow([{ tier, fromStep: 0 }])
  return session
}

/** Goes through rows 0, 1, 2, ... in batches, the last of them smaller where they do not come out even. */
export function takeSteps(session: Session, rows: number, batchSize: number, learningRate: number) {
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const learningRates = new Float32Array(Math.ceil(rows / batchSize)).fill(learningRate)
  return session.advance({ rows: order, batchSize, learningRates })
}
