// Trains a network through a session on one tier and reads out all that must be the same on the others.
import { expect } from 'vitest'
import type { Chunk } from '../../main/engine/training/chunk'
import { scoresOf } from '../../main/engine/metrics'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { epochOrder } from '../../main/engine/training/order'
import type { TrainingSource } from '../../main/engine/training/data'
import { openSession } from '../../main/engine/training/session'
import type { Session } from '../../main/engine/training/session'
import type { WarmStart } from '../../main/engine/training/start'
import type { Prepared } from '../../main/engine/workspace/prepared'
import type { Settings } from '../../shared/fields'
import type { Goal, Graph, Tier } from '../../shared/records'
import { preparedFor } from '../training/prepared'

export interface Trial {
  graph: Graph
  goal?: Goal
  prepared?: Prepared
  training?: Settings
  source?: TrainingSource
  start?: WarmStart
  seed?: number
  batchSize?: number
  learningRate?: number
}

/** Numbers by what they are: losses, outputs, predictions, each weight and slot by name. */
export type Numbers = Record<string, number[]>

export const compiledTiers = ['graph', 'xla'] as const

export function opened(trial: Trial, fallbacks: string[] = []): Session {
  const { graph, goal = 'binary', training = {}, source, start = null, seed = 3 } = trial
  const prepared = trial.prepared ?? preparedFor(goal)
  // A loss that no goal offers yet is no option of the settings.
  const { loss = 'automatic', ...rest } = training
  return openSession(
    {
      graph,
      settings: { ...trainingSettings(rest), loss: String(loss) },
      seed,
      prepared,
      ...(source === undefined ? {} : { source }),
      wants: { gradientNorm: true, health: true },
      start,
      now: () => 0,
      onFallback: (wanted, taken, reason) => void fallbacks.push(`${wanted} ${taken} ${reason}`),
    },
    loadTensor(),
  )
}

/** The chunk of an epoch, whose last batch may be smaller. */
export function epochOf(
  session: Session,
  { seed = 3, batchSize = 50, learningRate = 0.05 }: Trial,
  epoch: number,
): Chunk {
  const rows = epochOrder(session.data.rows.train, seed, epoch)
  return { rows, batchSize, learningRates: new Float32Array(Math.ceil(rows.length / batchSize)).fill(learningRate) }
}

/** At least `steps` steps, in whole epochs; with the default batch size the last of each three is smaller. */
export async function trained(trial: Trial, tier: Tier, steps: number): Promise<Numbers> {
  const fallbacks: string[] = []
  const session = opened(trial, fallbacks)
  session.follow([{ tier, fromStep: 0 }])
  const seen = { losses: [], objectives: [], outputs: [], gradientNorms: [], layerNorms: [], updateRatios: [] }
  const numbers: Record<keyof typeof seen, number[]> = seen
  for (let epoch = 1; numbers.losses.length < steps; epoch += 1) {
    const done = session.advance(epochOf(session, trial, epoch))
    expect(done.bad).toBeNull()
    numbers.losses.push(...done.losses)
    numbers.objectives.push(...done.objectives)
    numbers.outputs.push(...(done.outputs ?? []))
    numbers.gradientNorms.push(...(done.gradientNorms ?? []))
    numbers.layerNorms.push(...(done.health?.gradientNorms ?? []))
    numbers.updateRatios.push(...(done.health?.updateRatios ?? []))
  }
  const rest = await endOf(session)
  session.dispose()
  expect(fallbacks).toEqual([])
  return { ...numbers, ...rest }
}

/** All weights, everything that the optimiser remembers, and what the network gives outside training. */
export async function endOf(session: Session): Promise<Numbers> {
  const rows = session.data.rows.test
  const { outputs, loss } = await session.evaluate(rows, () => Promise.resolve())
  const { weights, slots, numbers, accumulated } = session.snapshot()
  const all: Numbers = { predictions: [...(outputs ?? []), loss], numbers, accumulated: flat(accumulated) }
  const trainable = session.network.weights.filter((weight) => weight.trainable)
  session.network.weights.forEach(({ name }, index) => void (all[name] = [...(weights[index] ?? [])]))
  slots.forEach((slot, which) =>
    slot.forEach((values, index) => void (all[`${trainable[index]?.name} slot ${which}`] = [...values])),
  )
  return { ...all, ...metricsOf(session, outputs) }
}

/** Every metric of the goal by name, where the network gives what the goal asks for: one output, a class or number a row. */
function metricsOf({ data }: Session, outputs: Float32Array | null): Numbers {
  if (outputs === null) return {}
  const measured = data.measured(data.rows.test, outputs)
  if (outputs.length !== data.rows.test.length * measured.width) return {}
  return Object.fromEntries(Object.entries(scoresOf(measured)).map(([name, score]) => [`metric ${name}`, [score]]))
}

const flat = (arrays: Float32Array[]): number[] => arrays.flatMap((values) => [...values])

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length))

/** The largest difference relative to the number, or to the typical size of its kind where that is larger. */
export function apart(a: readonly number[], b: readonly number[], least = 0): number {
  expect(b.length).toBe(a.length)
  const size = Math.max(least, rootMeanSquare(a))
  return a.reduce((most, value, index) => {
    const off = Math.abs(value - (b[index] as number))
    const difference = off === 0 ? 0 : off / Math.max(size, Math.abs(value))
    return Number.isFinite(difference) ? Math.max(most, difference) : Infinity
  }, 0)
}

/** Half the last bit of a number near 1, where 1e-4 is allowed. */
const halfBit = 2 ** -24 / 1e-4

/**
 * All is held against its own size alone but for two: an optimiser's memory of a bias, a sum over rows that cancel, against what its
 * layer has in that slot; and how far a step moved, the difference of two nearly equal weights, which is known to half a bit of them.
 */
function typicalOf(numbers: Numbers, key: string): number {
  if (key === 'updateRatios') return halfBit
  const [, layer = '', slot = ''] = /^(.+)\/[^/]+( slot \d+)$/.exec(key) ?? []
  if (slot === '') return 0
  const own = Object.entries(numbers).filter(([name]) => name.startsWith(`${layer}/`) && name.endsWith(slot))
  return rootMeanSquare(own.flatMap(([, values]) => values))
}

/** What is further apart than allowed, by name; nothing when all is well. */
export function differences(reference: Numbers, other: Numbers, allowed = 1e-4): Numbers {
  expect(Object.keys(other)).toEqual(Object.keys(reference))
  const far = Object.entries(reference).map(([key, values]): [string, number[]] => [
    key,
    [apart(values, other[key] ?? [], typicalOf(reference, key))],
  ])
  return Object.fromEntries(far.filter(([, [most = 0]]) => !(most <= allowed)))
}

/** The trial gives on the tiers what it gives eagerly; hands the eager numbers on. */
export async function expectAlike(
  trial: Trial,
  steps: number,
  tiers: readonly Tier[] = compiledTiers,
): Promise<Numbers> {
  const reference = await trained(trial, 'eager', steps)
  for (const tier of tiers) {
    const numbers = await trained(trial, tier, steps)
    expect(differences(reference, numbers), tier).toEqual({})
  }
  return reference
}
