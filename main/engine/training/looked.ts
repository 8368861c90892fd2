// Tables whose rows are looked up: their gradients, and their updates, for the rows of a batch alone, so that a step's cost
// does not grow with the table.
import type * as tf from '@tensorflow/tfjs-node'
import { rowsAt } from '../architectures'
import type { Network } from '../architectures'
import type { Optimizer } from './optimizers'

/** Tables smaller than this are updated whole where both ways give the same numbers: it is faster. */
const smallTable = 4096

interface Reading {
  /** Gradients of several batches are gathered, which takes whole ones. */
  accumulates: boolean
  /** Tables that are scored as a whole, but of which the loss looks at a few rows. */
  scored?: ReadonlySet<number>
}

/** Which weights get updates by row. Decided by network, optimiser and losses alone, so alike on all tiers. */
export function tablesByRow(network: Network, optimizer: Optimizer, { accumulates, scored }: Reading): Set<number> {
  if (optimizer.rows === null || accumulates) return new Set()
  const chosen = network.weights.flatMap((weight, index) => {
    // Tables that something reads or changes as a whole are not marked: they have gradients everywhere.
    const readByRow = weight.rows === true || (weight.scored === true && scored?.has(index) === true)
    const worth = optimizer.rows === 'lazy' || (weight.shape[0] as number) >= smallTable
    return readByRow && weight.trainable && worth ? [index] : []
  })
  return new Set(chosen)
}

/** What a pass looked up of one table, and the gradient that arrived there. */
interface Look {
  table: number
  /** [n] int32 */
  ids: tf.Tensor
  /** [n, width] */
  gradient: tf.Tensor
}

export interface Looking {
  /** Stands in for the tables among the variables that gradients are asked for. */
  anchor: tf.Tensor
  lookUp(weight: number, ids: tf.Tensor): tf.Tensor
  /** Call once the gradients are there: for each table what was looked up; `release` disposes of what was kept for it. */
  rows(): Map<number, TableRows>
  release(): void
}

export interface TableRows {
  /** [n] int32, equal ones side by side. */
  ids: tf.Tensor
  /** [n, width]: the gradient of each distinct id, summed over all places where it was looked up; rows of zeros behind them. */
  gradients: tf.Tensor
  /** [n] int32: for each of `ids` its row in `gradients`. */
  places: tf.Tensor
  /** [n, 1]: 1 at the first of equal ids, 0 at the others: what is summed over rows counts each row once. */
  once: tf.Tensor
}

/** Watches look-ups into the tables of `byRow`; all other weights are looked up in the usual way. */
export function watchLookUps(
  tensorflow: typeof tf,
  weights: readonly tf.Tensor[],
  byRow: ReadonlySet<number>,
): Looking {
  const anchor = tensorflow.zeros([1])
  const looks: Look[] = []
  return {
    anchor,
    lookUp(weight, ids) {
      const table = weights[weight] as tf.Tensor
      if (!byRow.has(weight)) return rowsAt(tensorflow, table, ids)
      const width = table.shape[1] as number
      const flat = tensorflow.keep(tensorflow.reshape(ids, [-1]))
      const look = tensorflow.customGrad((given) => ({
        value: tensorflow.gather(table, ids),
        gradFunc: (dy: tf.Tensor | tf.Tensor[]) => {
          const gradient = tensorflow.keep(tensorflow.reshape(dy as tf.Tensor, [-1, width]))
          looks.push({ table: weight, ids: flat, gradient })
          return tensorflow.zerosLike(given as tf.Tensor)
        },
      }))
      return look(anchor)
    },
    rows() {
      const tables = [...new Set(looks.map(({ table }) => table))]
      return new Map(
        tables.map((table) => [
          table,
          summed(
            tensorflow,
            looks.filter((look) => look.table === table),
          ),
        ]),
      )
    },
    release: () => tensorflow.dispose(looks.flatMap(({ ids, gradient }) => [ids, gradient])),
  }
}

/** Sums the gradients of equal ids. Sorted, so that it takes n log n, not n times the table. */
function summed(tensorflow: typeof tf, looks: Look[]): TableRows {
  const joined = (tensors: tf.Tensor[]) =>
    tensors.length === 1 ? (tensors[0] as tf.Tensor) : tensorflow.concat(tensors)
  const ids = joined(looks.map((look) => look.ids))
  const gradients = joined(looks.map((look) => look.gradient))
  const count = ids.shape[0] as number
  const { values, indices } = tensorflow.topk(ids, count, true)
  const ordered = tensorflow.gather(gradients, indices)
  const changed = tensorflow.notEqual(tensorflow.slice(values, 1, count - 1), tensorflow.slice(values, 0, count - 1))
  const isNew = tensorflow.concat([tensorflow.zeros([1], 'int32'), tensorflow.cast(changed, 'int32')])
  const places = tensorflow.cumsum(isNew) as tf.Tensor1D
  const first = tensorflow.concat([tensorflow.ones([1]), tensorflow.cast(changed, 'float32')])
  return {
    ids: values,
    gradients: tensorflow.unsortedSegmentSum(ordered, places, count),
    places,
    once: tensorflow.expandDims(first, 1),
  }
}

/** The table with `rows` in place of those at `ids`; equal ids bring equal rows. */
export function withRows(tensorflow: typeof tf, table: tf.Tensor, ids: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  return tensorflow.tensorScatterUpdate(table, tensorflow.expandDims(ids, 1), rows)
}
