// Scores all items at once for each history, for networks that give one number for each code.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../../architectures'
import { createPass } from '../pass'
import { candidatesOf, CaseList, scoresIn } from './scorer'
import type { RankerParts, Scorer } from './scorer'

/** Scores of candidates that are made in reasonable time. */
export const mostScores = 500_000_000
const rowsABlock = 1024
/** A block's largest layer takes 64 MB at most. */
const numbersABlock = 16_777_216

/** Null for a network that gives anything but a number for each code from 0 to `items`. */
export function createListScorer({ network, data, widest }: RankerParts, items: number): Scorer | null {
  const { tf: tensorflow, outputs } = network
  if (outputs.length !== 1 || sizeOf(outputs[0]?.shape ?? []) !== items + 1) return null
  const size = Math.max(1, Math.min(rowsABlock, Math.floor(numbersABlock / widest)))
  const pass = createPass(tensorflow, (given, scan) => {
    const weights = given.slice(0, network.weights.length)
    const tensors = given.slice(weights.length, -1)
    const batch = data.batch(tensors, given.at(-1) as tf.Tensor)
    const result = network.run({ weights, inputs: batch.inputs, training: false, step: null, scan })
    return [tensorflow.reshape(scoresIn(result), [size, items + 1])]
  })

  function scoresOf(weights: readonly tf.Tensor[], rows: Int32Array, compiles: boolean): Float32Array {
    const fed = data.feed(rows, size)
    const filled = new Int32Array(size)
    filled.set(fed.indices)
    const indices = tensorflow.tensor1d(filled, 'int32')
    const results = pass.run([...weights, ...fed.tensors, indices], compiles)
    const scores = (results[0] as tf.Tensor).dataSync<'float32'>() as Float32Array
    tensorflow.dispose([...results, indices])
    fed.release()
    return scores
  }

  return {
    most: mostScores,
    async score({ cases, cutoff }, { weights, compiles, pause, done }) {
      for (let start = 0; start < cases.length; start += size) {
        const chosen = cases.slice(start, start + size)
        const scores = scoresOf(
          weights,
          Int32Array.from(chosen, ({ row }) => row),
          compiles,
        )
        chosen.forEach((one, place) => {
          const list = new CaseList(one, cutoff)
          for (const item of candidatesOf(one, items)) list.add(item, scores[place * (items + 1) + item] as number)
          done(list.result())
        })
        await pause()
      }
    },
    dispose: () => pass.dispose(),
  }
}
