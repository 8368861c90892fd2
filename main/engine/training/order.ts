// The order in which the training rows are gone through: shuffled anew each epoch, decided by seed and epoch alone.
import { createRandom, shuffle } from '../../../shared/numbers/random'
import { seedOf } from '../architectures'

/** The training rows in the order of `epoch` (from 1). Nothing is carried from epoch to epoch, so any of them can be made again. */
export function epochOrder(rows: Int32Array, seed: number, epoch: number): Int32Array {
  return shuffle(Int32Array.from(rows), createRandom(seedOf(seed, 'order', epoch)))
}
