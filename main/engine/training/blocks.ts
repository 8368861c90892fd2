// The rows that a network is trained on, column by column: in memory, or in a file from which they are read when asked for.
import type { RowReader } from '../workspace/arrayFile'

/** Values of all rows, one row behind another: in memory, or read when they are asked for. */
export interface Block {
  /** Of one row. */
  shape: number[]
  values: Float32Array | Int32Array | RowReader
}

/** With the type of the tensors that it becomes. */
export type Typed = Block & { dtype: 'float32' | 'int32' }

/** The chosen rows, `size` numbers each. */
export function rowsOf(values: Block['values'], rows: Int32Array, size: number): Float32Array | Int32Array {
  if ('read' in values) return values.read(rows)
  const chosen =
    values instanceof Int32Array ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size)
  rows.forEach((row, place) => chosen.set(values.subarray(row * size, row * size + size), place * size))
  return chosen
}
