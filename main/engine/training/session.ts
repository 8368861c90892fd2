// A training under way: the network, its data, its step and its present state, with one owner for all their tensors.
import type * as tf from '@tensorflow/tfjs-node'
import type { Graph } from '../../../shared/records'
import { build, outputsOf, withWeights } from '../architectures'
import type { Network } from '../architectures'
import type { Prepared } from '../workspace/prepared'
import { loadData } from './data'
import type { TrainingData } from './data'
import { lossFor } from './losses'
import { optimizerOf } from './optimizers'
import type { TrainingSettings } from './settings'
import { firstState, readWeights, tensorsOf } from './state'
import { lossOf, makeStep } from './step'
import type { StepMetrics, StepScalars } from './step'

/** What a network is worth on some rows. */
export interface Evaluation {
  /** Row-major, as the network gives them. */
  outputs: Float32Array
  /** Averaged over the rows, with class weights as in training, without penalties; NaN without rows. */
  loss: number
}

export interface Session {
  network: Network
  data: TrainingData
  /** Takes one step on these rows. The metrics are the caller's to dispose of. */
  step(rows: Int32Array): StepMetrics
  /** Exactly, on all of `rows`, with the present weights; `pause` is awaited between blocks of rows. */
  evaluate(rows: Int32Array, pause: () => Promise<void>): Promise<Evaluation>
  weights(): Float32Array[]
  setWeights(values: readonly Float32Array[]): void
  dispose(): void
}

export interface SessionInput {
  graph: Graph
  settings: TrainingSettings
  seed: number
  prepared: Prepared
}

const rowsABlock = 8192

export function openSession(input: SessionInput, tensorflow: typeof tf): Session {
  const { settings } = input
  const data = loadData(tensorflow, input.prepared)
  const network = build(input.graph, { tf: tensorflow, seed: input.seed })
  const optimizer = optimizerOf(settings.optimizer)
  const weighsClasses = settings.classWeights === 'balanced' && data.goal !== 'regression'
  const parts = {
    network,
    loss: lossFor(data.goal),
    optimizer,
    clips: settings.clipNorm > 0,
    weighsClasses,
    settings: settings.all,
  }
  const scalars = scalarsOf(tensorflow, settings, weighsClasses ? data.balancedWeights() : [1])
  const takeStep = makeStep(parts)
  let state = firstState(network, optimizer, settings.all)

  function evaluateBlock(rows: Int32Array): { outputs: Float32Array; loss: number } {
    return tensorflow.tidy(() => {
      const { features, targets } = data.batch(rows)
      const run = () => outputsOf(network.model, features, false) as tf.Tensor2D
      const outputs = withWeights(network, state.weights, run).value
      const loss = lossOf(parts, targets, outputs, scalars.classWeights)
      return { outputs: outputs.dataSync<'float32'>(), loss: loss.dataSync()[0] as number }
    })
  }

  return {
    network,
    data,
    step(rows) {
      const before = state
      const batch = data.batch(rows)
      const result = takeStep(before, batch, scalars)
      state = result.state
      tensorflow.dispose([batch.features, batch.targets, ...tensorsOf(before)])
      return result.metrics
    },
    async evaluate(rows, pause) {
      const blocks: Float32Array[] = []
      let sum = 0
      for (let start = 0; start < rows.length; start += rowsABlock) {
        const chosen = rows.subarray(start, start + rowsABlock)
        const { outputs, loss } = evaluateBlock(chosen)
        blocks.push(outputs)
        sum += loss * chosen.length
        await pause()
      }
      return { outputs: joined(blocks), loss: sum / rows.length }
    },
    weights: () => readWeights(state),
    setWeights(values) {
      const weights = state.weights.map((old, index) => tensorflow.tensor(values[index] as Float32Array, old.shape))
      tensorflow.dispose(state.weights)
      state = { ...state, weights }
    },
    dispose() {
      tensorflow.dispose([...tensorsOf(state), ...Object.values<tf.Tensor>({ ...scalars })])
      data.dispose()
      network.dispose()
    },
  }
}

function scalarsOf(tensorflow: typeof tf, settings: TrainingSettings, classWeights: number[]): StepScalars {
  return {
    learningRate: tensorflow.scalar(settings.learningRate),
    clipNorm: tensorflow.scalar(settings.clipNorm),
    classWeights: tensorflow.tensor1d(classWeights),
  }
}

function joined(blocks: Float32Array[]): Float32Array {
  const whole = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let offset = 0
  for (const block of blocks) {
    whole.set(block, offset)
    offset += block.length
  }
  return whole
}
