// Rows that are not the same in every epoch: negatives of a recommender that are drawn anew, decided by seed and epoch alone.
import { redrawOf } from '../datasets'
import { seedOf } from '../architectures'
import type { Network } from '../architectures'
import type { Prepared } from '../workspace/prepared'
import type { TrainingData, TrainingSource } from './data'

interface Renewed {
  prepared: Prepared
  seed: number
  source?: TrainingSource
}

/**
 * Puts the rows of an epoch into the data; epoch 0 has those that were prepared. Nothing is carried from epoch to epoch, so a run
 * that goes on from a checkpoint sees what it would have seen.
 */
export function renewalOf(
  { prepared, seed, source }: Renewed,
  { inputs }: Network,
  data: TrainingData,
): (epoch: number) => void {
  const input = inputs.findIndex(({ id }) => id === 'item')
  const redraw = source === undefined && input >= 0 ? redrawOf(prepared) : null
  if (redraw === null) return () => undefined
  let present = 0
  return (epoch) => {
    if (epoch === present) return
    present = epoch
    data.replace(input, epoch === 0 ? redraw.prepared : redraw.drawn(seedOf(seed, 'negatives', epoch)))
  }
}
