// Makes a large tensor on the native side piece by piece, so that its values never lie in JavaScript as a whole as well.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../architectures'
import { rowsOf } from './blocks'
import type { Typed } from './blocks'
import { rowsReplaced } from './trace'

/** Of one piece. */
const bytesAPiece = 33_554_432

/** [rows, ...shape]. Values that are read from a file come in pieces, those in memory at once. */
export function createdInBlocks(tensorflow: typeof tf, { shape, values, dtype }: Typed, rows: number): tf.Tensor {
  const size = sizeOf(shape)
  const full = [rows, ...shape]
  if (!('read' in values)) return tensorflow.tensor(typed(values, dtype), full, dtype)
  const step = Math.max(1, Math.floor(bytesAPiece / Math.max(1, 4 * size)))
  let made: tf.Tensor = tensorflow.fill([rows, size], 0, dtype)
  for (let start = 0; start < rows; start += step) {
    const places = Int32Array.from({ length: Math.min(step, rows - start) }, (_, index) => start + index)
    const given = [
      tensorflow.tensor1d(places, 'int32'),
      tensorflow.tensor2d(typed(rowsOf(values, places, size), dtype), [places.length, size], dtype),
    ] as const
    made = rowsReplaced(tensorflow, made, ...given)
    tensorflow.dispose([...given])
  }
  const whole = tensorflow.reshape(made, full)
  made.dispose()
  return whole
}

function typed(values: Float32Array | Int32Array, dtype: 'float32' | 'int32'): Float32Array | Int32Array {
  const fits = values instanceof Int32Array === (dtype === 'int32')
  return fits ? values : dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)
}
