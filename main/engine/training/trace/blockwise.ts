// A computation over blocks of rows inside a graph: what it adds up is added up, what it gives for each block is kept. Blocks that
// fit into the processor's cache are faster than one pass of each operation over all rows.
import type * as tf from '@tensorflow/tfjs-node'
import { addLoop, addNumbers, emptyList, numbers, rowOf, setInList, stackList } from './loop'
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
  const body = recorder.nested()
  const { sums, rows } = recordBlock(body, tensorflow, blocks)
  const valuesOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => recorder.valueOf(tensor))
  const zeros = valuesOf(sums.map(({ shape }) => tensorflow.zeros(shape)))
  const lists = rows.map((row) => emptyList(recorder, count, row))
  const fixed = [...valuesOf(blocks.sequences), ...valuesOf(blocks.constants)]
  const variables = [numbers(recorder, 0), numbers(recorder, count), ...zeros, ...lists, ...fixed]
  const named = variables.map((value, index) => ({ ...value, from: `a${index}` }))
  const [turn, turns, ...others] = named as [Value, Value, ...Value[]]
  const own = recorder.nested()
  const inputs = new Map<string, string>()
  const sequences = others.slice(sums.length + rows.length)
  blocks.sequences.forEach((_, index) => inputs.set(`x${index}`, rowOf(own, sequences[index] as Value, turn).from))
  blocks.constants.forEach((_, index) => {
    inputs.set(`c${index}`, (sequences[blocks.sequences.length + index] as Value).from)
  })
  const renamed = own.adopt(body.nodes, inputs)
  const here = (value: Value): Value => ({ ...value, from: renamed(value.from) })
  const added = sums.map((sum, index) => addNumbers(own, others[index] as Value, here(sum)))
  const filled = rows.map((row, index) => setInList(own, others[sums.length + index] as Value, turn, here(row)))
  recorder.library.push(...body.library, ...own.library)
  const outputs = [addNumbers(own, turn, numbers(own, 1)), turns, ...added, ...filled, ...sequences]
  const definition = { name: recorder.functionName('block'), inputs: named, outputs, nodes: own.nodes }
  const ends = addLoop(recorder, { variables, body: definition }).slice(2)
  const stacked = rows.map((row, index) => stackList(recorder, ends[sums.length + index] as Value, count, row))
  const standIns = (values: Value[]) => values.map((value) => recorder.standIn(value))
  return { sums: standIns(ends.slice(0, sums.length)), rows: standIns(stacked) }
}

function recordBlock(recorder: Recorder, tensorflow: typeof tf, { sequences, constants, compute }: Blocks) {
  const like = (tensor: tf.Tensor, shape: number[], name: string) => {
    const standIn = tensorflow.zeros(shape, tensor.dtype)
    recorder.name(standIn, name)
    return standIn
  }
  return recorder.record([], () => {
    const block = sequences.map((tensor, index) => like(tensor, tensor.shape.slice(1), `x${index}`))
    const fixed = constants.map((tensor, index) => like(tensor, tensor.shape, `c${index}`))
    const { sums, rows } = compute(block, fixed)
    const valuesOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => recorder.valueOf(tensor))
    return { sums: valuesOf(sums), rows: valuesOf(rows) }
  })
}
