// A computation over blocks of rows inside a graph: what it adds up is added up, what it gives for each block is kept. Blocks that
// fit into the processor's cache are faster than one pass of each operation over all rows.
import type * as tf from '@tensorflow/tfjs-node'
import { addTurns, inputsOf, placed, standInsFor } from './layout'
import { addNumbers, emptyList, setInList, stackList } from './loop'
import type { Value } from './node'
import type { Recorder } from './recorder'

export interface Blocks {
  /** [blocks, ...] each. */
  sequences: tf.Tensor[]
  /** The same for all blocks; the computation uses nothing but these and its block. */
  constants: tf.Tensor[]
  compute(block: tf.Tensor[], constants: tf.Tensor[]): { sums: tf.Tensor[]; rows: tf.Tensor[] }
}

/** Gives each of `sums` summed over the blocks, and each of `rows` as [blocks, ...]. No gradient flows through. */
export function blockwise(
  recorder: Recorder,
  tensorflow: typeof tf,
  blocks: Blocks,
): { sums: tf.Tensor[]; rows: tf.Tensor[] } {
  const count = blocks.sequences[0]?.shape[0] ?? 0
  const block = recorder.nested()
  const { sums, rows } = recordBlock(block, tensorflow, blocks)
  const valuesOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => recorder.valueOf(tensor))
  const groups = {
    sums: valuesOf(sums.map(({ shape }) => tensorflow.zeros(shape))),
    lists: rows.map((row) => emptyList(recorder, count, row)),
    sequences: valuesOf(blocks.sequences),
    constants: valuesOf(blocks.constants),
  }
  recorder.library.push(...block.library)
  const ends = addTurns(recorder, {
    length: count,
    groups,
    body(own, turn, now) {
      const here = placed(own.adopt(block.nodes, inputsOf(own, now, turn)))
      return {
        ...now,
        sums: now.sums.map((sum, index) => addNumbers(own, sum, here(sums[index] as Value))),
        lists: now.lists.map((list, index) => setInList(own, list, turn, here(rows[index] as Value))),
      }
    },
  })
  const stacked = rows.map((row, index) => stackList(recorder, ends.lists[index] as Value, count, row))
  const standIns = (values: Value[]) => values.map((value) => recorder.standIn(value))
  return { sums: standIns(ends.sums), rows: standIns(stacked) }
}

function recordBlock(recorder: Recorder, tensorflow: typeof tf, { sequences, constants, compute }: Blocks) {
  return recorder.record([], () => {
    const block = standInsFor(recorder, tensorflow, { tensors: sequences, letter: 'x', rows: true })
    const fixed = standInsFor(recorder, tensorflow, { tensors: constants, letter: 'c', rows: false })
    const { sums, rows } = compute(block, fixed)
    const valuesOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => recorder.valueOf(tensor))
    return { sums: valuesOf(sums), rows: valuesOf(rows) }
  })
}
