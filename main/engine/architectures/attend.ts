// Attention: what queries take from values by how well their keys fit, with the masks that say what may be seen.
import type * as tf from '@tensorflow/tfjs-node'
import type { Shape } from './layerType'
import type { LayerCall } from './layerType'

/** Far below every score: after the softmax nothing is left of it. Keras's number for float32. */
const unseen = -1e9

/** [1, queries, keys], 0 where a key is not later than its query and far below elsewhere. */
function causalScores(tensorflow: typeof tf, queries: number, keys: number): tf.Tensor {
  const values = Float32Array.from({ length: queries * keys }, (_, index) =>
    index % keys > Math.floor(index / keys) ? unseen : 0,
  )
  return tensorflow.tensor(values, [1, queries, keys])
}

/** What is added to scores [batch, queries, keys]: far below 0 where a key is padding or comes later; null for nothing. */
export function maskScores(
  { tf: tensorflow, settings }: LayerCall,
  keyMask: tf.Tensor | null,
  [queries, keys]: [number, number],
): tf.Tensor | null {
  const causal = settings.causal ? causalScores(tensorflow, queries, keys) : null
  if (keyMask === null) return causal
  const padding = tensorflow.mul(
    tensorflow.sub(1, tensorflow.cast(tensorflow.expandDims(keyMask, 1), 'float32')),
    unseen,
  )
  return causal === null ? padding : tensorflow.minimum(padding, causal)
}

/** The softmax of scores and what is added to them, with dropout while training. */
export function shares(
  { tf: tensorflow, settings, random }: LayerCall,
  scores: tf.Tensor,
  added: tf.Tensor | null,
): tf.Tensor {
  const seen = added === null ? scores : tensorflow.add(scores, added)
  const given = tensorflow.softmax(seen)
  const rate = Number(settings.dropout ?? 0)
  if (random === null || rate === 0) return given
  return tensorflow.mul(given, tensorflow.mul(random.keep(given.shape, rate), 1 / (1 - rate)))
}

/** Query, value and key of a layer with one (self-attention), two or three inputs. */
export function threeOf<T>(inputs: readonly [T, ...T[]]): { query: T; value: T; key: T } {
  const [query, value = query, key = value] = inputs
  return { query, value, key }
}

/** True when there are one to three sequences, value and key of the same length. */
export function attends(inputs: Shape[]): boolean {
  const [first = [], ...others] = inputs
  const { value, key } = threeOf([first, ...others])
  return inputs.length <= 3 && inputs.every((shape) => shape.length === 2) && value[0] === key[0]
}

export const attending = {
  en: 'one to three sequences [time, width]: query, value, key',
  zh: '一至三个序列 [时间, 宽度]：查询、值、键',
}
