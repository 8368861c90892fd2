// Looks rows of a table up by id: the one way in which layers read embeddings.
import type * as tf from '@tensorflow/tfjs-node'

/**
 * Rows of `table` [rows, width] at int32 `ids` of any shape: [...ids, width]. The gradient sums over equal ids; it is ours
 * because that of `tf.gather` transposes twice for nothing.
 */
export function rowsAt(tensorflow: typeof tf, table: tf.Tensor, ids: tf.Tensor): tf.Tensor {
  const [rows, width] = table.shape as [number, number]
  const looked = tensorflow.customGrad((given, save) => {
    ;(save as tf.GradSaveFunc)([ids])
    const gradFunc = (gradient: tf.Tensor | tf.Tensor[], [saved]: tf.Tensor[]) => {
      const flat = tensorflow.reshape(gradient as tf.Tensor, [-1, width])
      return tensorflow.unsortedSegmentSum(flat, tensorflow.reshape(saved as tf.Tensor, [-1]) as tf.Tensor1D, rows)
    }
    return { value: tensorflow.gather(given as tf.Tensor, ids), gradFunc }
  })
  return looked(table)
}
