// Tier `eager`: plain operations one after another, the reference of the others and what is used where no graph can be made.
import type * as tf from '@tensorflow/tfjs-node'
import type { Runner } from './runner'
import type { Stepping, Taken } from './stepping'

export function eagerRunner(stepping: Stepping, batchSize: number): Runner {
  const { tf: tensorflow, mostRows } = stepping
  return {
    capacity: Math.max(1, Math.floor(mostRows / batchSize)),
    run(first, { rows, learningRates }) {
      const seen: Taken['kept'][] = []
      const { fixed, indices, release } = stepping.feed(rows, rows.length)
      let state = first
      for (const [index, rate] of learningRates.entries()) {
        const chosen = indices.subarray(index * batchSize, (index + 1) * batchSize)
        const now = [tensorflow.tensor1d(chosen, 'int32'), tensorflow.scalar(rate)]
        const taken = stepping.take(state, fixed, now)
        tensorflow.dispose([...now, ...(state === first ? [] : (state as tf.Tensor[]))])
        state = taken.state
        seen.push(taken.kept)
      }
      release()
      // All at once: a read a step would cost more than the step.
      const kept = (seen[0] ?? []).map((_, which) =>
        joined(
          tensorflow,
          seen.map((step) => step[which] as tf.Tensor),
        ),
      )
      return { state: [...state], kept }
    },
    dispose: () => undefined,
  }
}

function joined(tensorflow: typeof tf, steps: tf.Tensor[]): Float32Array {
  const values = tensorflow.tidy(() => tensorflow.stack(steps).dataSync<'float32'>())
  tensorflow.dispose(steps)
  return values as Float32Array
}
