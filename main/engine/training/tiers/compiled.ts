// Tiers `graph` and `xla`: the step recorded once, its loop inside the graph, a whole chunk in one call.
import type * as tf from '@tensorflow/tfjs-node'
import { compileChunk } from '../trace'
import type { GraphTier } from '../trace'
import type { Runner } from './runner'
import type { Stepping } from './stepping'

interface CompiledInput {
  stepping: Stepping
  tier: GraphTier
  batchSize: number
  /** Most steps a call, at least 1. */
  capacity: number
  /** Any state of the run, for shapes and types. */
  state: readonly tf.Tensor[]
}

/** Records the step on `state`, which it leaves as it is. Throws `NotRecordable` for a step that no graph can hold. */
export function compiledRunner({ stepping, tier, batchSize, capacity, state }: CompiledInput): Runner {
  const { tf: tensorflow } = stepping
  const room = capacity * batchSize
  const perStep = (rows: Int32Array, rates: Float32Array) => [
    tensorflow.tensor2d(padded(rows, room), [capacity, batchSize], 'int32'),
    tensorflow.tensor1d(padded(rates, capacity)),
  ]
  const examples = perStep(new Int32Array(0), new Float32Array(0))
  const example = stepping.feed(new Int32Array(0), room)
  const { fixed } = example
  const program = released(
    () => compileChunk({ tf: tensorflow, state, fixed, perStep: examples, step: stepping.take, tier }),
    () => {
      tensorflow.dispose(examples)
      example.release()
    },
  )
  return {
    capacity,
    run(now, { rows, learningRates }) {
      const steps = learningRates.length
      const fed = stepping.feed(rows, room)
      const given = perStep(fed.indices, learningRates)
      const done = released(
        () => program.run(steps, { state: now, fixed: fed.fixed, perStep: given }),
        () => {
          tensorflow.dispose(given)
          fed.release()
        },
      )
      const kept = done.kept.map((tensor) => {
        const size = tensor.size / capacity
        return tensor.dataSync<'float32'>().subarray(0, steps * size) as Float32Array
      })
      tensorflow.dispose(done.kept)
      return { state: done.state, kept }
    },
    dispose: () => program.dispose(),
  }
}

/** What a tier that cannot be had was given must go as well: another takes its place. */
function released<T>(compute: () => T, release: () => void): T {
  try {
    return compute()
  } finally {
    release()
  }
}

function padded<T extends Int32Array | Float32Array>(values: T, size: number): T {
  if (values.length === size) return values
  const whole = new (values.constructor as new (size: number) => T)(size)
  whole.set(values)
  return whole
}
