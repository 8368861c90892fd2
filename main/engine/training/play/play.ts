// A training that is watched and steered: the same session, order and steps as a run's, looked at whenever one wants.
import type * as tf from '@tensorflow/tfjs-node'
import type { Problem } from '../../../../shared/contract/errors'
import type { Settings } from '../../../../shared/fields'
import type { Graph, PlayFrame, PlayMeasure, PlayNumbers, PlayRoom } from '../../../../shared/records'
import { check } from '../../architectures'
import { metrics } from '../../metrics'
import type { Prepared } from '../../workspace/prepared'
import type { Chunk } from '../chunk'
import { epochOrder } from '../order'
import { openSession } from '../session'
import type { Session } from '../session'
import { trainingSettings } from '../settings'
import { axesOf, pointsOf } from './axes'
import { drawnLayers } from './layers'
import { createPicture, side, unitSide } from './picture'
import { plainSumOf } from './plainSum'
import { someRows } from './sample'

export interface PlayInput {
  play: string
  graph: Graph
  training: Settings
  seed: number
  /** Two numbers a row. */
  prepared: Prepared
  /** Rows that are taken where there are more. */
  mostRows: number
  now(): number
}

export interface Play {
  room: PlayRoom
  /** Steps done. */
  readonly steps: number
  /** Steps until the epoch under way ends. */
  readonly toEpochEnd: number
  /** Why it cannot go on; null while it can. */
  readonly problem: Problem | null
  /** Steps that one call should take, so that there is a break often enough. */
  atOnce(): number
  take(steps: number): void
  setRates(rates: { learningRate?: number; batchSize?: number }): void
  /** Its state as it is; `pause` is awaited between blocks of rows. */
  look(how: { playing: boolean; numbers: boolean }, pause: () => Promise<void>): Promise<PlayFrame>
  weights(): Float32Array[]
  dispose(): void
}

/** Compiled, as most runs are, and always in the same way, so that a run can be told to do the same. */
export const playTier = 'graph'

/** Throws `architecture/not-buildable`, `run/bad-settings`. */
export function openPlay(input: PlayInput, tensorflow: typeof tf): Play {
  const prepared = someRows(input.prepared, input.mostRows, input.seed)
  const settings = trainingSettings(input.training)
  const wants = { gradientNorm: false, health: false }
  const start = { from: null, freeze: [] }
  const { graph, seed, now } = input
  const session = openSession({ graph, settings, seed, prepared, wants, start, now }, tensorflow)
  session.follow([{ tier: playTier, fromStep: 0 }])
  const { train } = session.data.rows
  const room = roomOf(input, session, prepared)
  const picture = createPicture(session.network, room.layers, room.axes)
  let { learningRate } = settings
  let batchSize = settings.batching === 'full-batch' ? train.length : Math.min(settings.batchSize, train.length)
  let steps = 0
  let epoch = 1
  /** Rows of the epoch that were gone through, and their order in it. */
  let gone = 0
  let order = epochOrder(train, seed, epoch)
  let problem: Problem | null = null
  session.begin(epoch)

  const left = () => Math.ceil((order.length - gone) / batchSize)
  const chunkOf = (count: number): Chunk => ({
    rows: order.subarray(gone, gone + count * batchSize),
    batchSize,
    learningRates: new Float32Array(count).fill(learningRate),
  })

  function takeChunk(most: number): number {
    const count = Math.min(most, left(), session.chunkSteps())
    const { bad, steps: taken } = session.advance(chunkOf(count))
    steps += taken
    problem = bad && bad.problem
    gone = Math.min(order.length, gone + taken * batchSize)
    if (gone === order.length) {
      epoch += 1
      gone = 0
      order = epochOrder(train, seed, epoch)
      session.begin(epoch)
    }
    return count
  }

  async function measure(rows: Int32Array, pause: () => Promise<void>): Promise<PlayMeasure> {
    const { outputs, loss } = await session.evaluate(rows, pause)
    const telling = session.data.goal === 'regression' ? metrics.r2 : metrics.accuracy
    const score = outputs === null ? null : telling.compute(session.data.measured(rows, outputs))
    return { loss, scores: score === null ? {} : { [telling.name]: score } }
  }

  function numbers(): PlayNumbers {
    const chunk = chunkOf(1)
    const rows = [...chunk.rows]
    return {
      step: steps + 1,
      learningRate,
      inputs: Float32Array.from(rows.flatMap((row) => [...prepared.features.subarray(row * 2, row * 2 + 2)])),
      targets: Float32Array.from(rows, (row) => prepared.target[row] as number),
      values: session.watch(chunk),
    }
  }

  return {
    room,
    get steps() {
      return steps
    },
    get toEpochEnd() {
      return left()
    },
    get problem() {
      return problem
    },
    atOnce: () => session.chunkSteps(),
    take(count) {
      for (let toGo = count; toGo > 0 && problem === null;) toGo -= takeChunk(toGo)
    },
    setRates(rates) {
      learningRate = rates.learningRate ?? learningRate
      batchSize = Math.min(rates.batchSize ?? batchSize, train.length)
    },
    async look({ playing, numbers: shown }, pause) {
      const weights = session.weights()
      const measured = await measure(train, pause)
      const validation = await measure(session.data.rows.validation, pause)
      const curve = [{ step: steps, train: measured.loss, validation: validation.loss }]
      return {
        play: input.play,
        ...{ playing, step: steps, epoch: epoch - 1, train: measured, validation, curve },
        ...picture.take(weights),
        weights,
        numbers: shown && problem === null ? numbers() : null,
        plainSum: plainSumOf(session.network, weights),
        problem,
      }
    },
    weights: () => session.weights(),
    dispose() {
      picture.dispose()
      session.dispose()
    },
  }
}

function roomOf(input: PlayInput, session: Session, prepared: Prepared): PlayRoom {
  const { network, data } = session
  const { goal, classes } = prepared.preparation.facts
  const { column, mean, deviation } = prepared.preparation.target
  const { train, validation, test } = data.rows
  const outputShape = network.outputs[0]?.shape ?? []
  return {
    play: input.play,
    graph: network.graph,
    goal,
    classes: [...classes],
    target: { name: column, mean, deviation },
    axes: axesOf(prepared),
    points: pointsOf(prepared),
    rows: { train: train.length, validation: validation.length, test: test.length, all: input.prepared.part.length },
    layers: drawnLayers(network),
    weights: network.weights.map(({ name, shape }) => ({ name, shape: [...shape] })),
    parameters: check(network.graph).parameters,
    ...{ side, unitSide },
    width: outputShape.reduce((product, size) => product * size, 1),
  }
}
