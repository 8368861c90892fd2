// How rows reach the native side: all of them once, or, where they are more than the memory should hold, those of each call.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../architectures'
import { rowsOf } from './blocks'
import type { Typed } from './blocks'
import { createdInBlocks } from './upload'

/** Rows for one call: where they lie, and under which numbers. */
export interface Fed {
  tensors: tf.Tensor[]
  /** The rows that were asked for, as row numbers of `tensors`. */
  indices: Int32Array
  /** Call when the call is over. */
  release(): void
}

export interface Feed {
  /** Tensors that a call gets. */
  count: number
  /** Most rows that a call should ask for. */
  mostRows: number
  /** `room`: rows that the tensors of every call of a program have, at least as many as are asked for. */
  take(rows: Int32Array, room: number): Fed
  /** Other values for block `at` from now on. */
  replace(at: number, values: Typed['values']): void
  dispose(): void
}

/** What the rows of a call may take. */
const bytesACall = 16_777_216

/** All blocks in tensors of their own, or nothing but what a call needs when they take more than `limit` bytes. */
export function feedOf(tensorflow: typeof tf, blocks: readonly Typed[], rows: number, limit: number): Feed {
  const bytes = blocks.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
  return bytes * rows > limit
    ? streamed(tensorflow, blocks, Math.max(1, Math.floor(bytesACall / bytes)))
    : whole(tensorflow, blocks, rows)
}

function whole(tensorflow: typeof tf, blocks: readonly Typed[], rows: number): Feed {
  const tensors = blocks.map((block) => createdInBlocks(tensorflow, block, rows))
  return {
    count: tensors.length,
    mostRows: Infinity,
    take: (indices) => ({ tensors, indices, release: () => undefined }),
    replace(at, values) {
      tensors[at]?.dispose()
      tensors[at] = createdInBlocks(tensorflow, { ...(blocks[at] as Typed), values }, rows)
    },
    dispose: () => tensorflow.dispose(tensors),
  }
}

function streamed(tensorflow: typeof tf, given: readonly Typed[], mostRows: number): Feed {
  const blocks = [...given]
  return {
    count: blocks.length,
    mostRows,
    take(rows, room) {
      const tensors = blocks.map(({ shape, values, dtype }) => {
        const filled = dtype === 'int32' ? new Int32Array(room * sizeOf(shape)) : new Float32Array(room * sizeOf(shape))
        filled.set(rowsOf(values, rows, sizeOf(shape)))
        return tensorflow.tensor(filled, [room, ...shape], dtype)
      })
      return { tensors, indices: Int32Array.from(rows.keys()), release: () => tensorflow.dispose(tensors) }
    },
    replace: (at, values) => void (blocks[at] = { ...(blocks[at] as Typed), values }),
    dispose: () => undefined,
  }
}
