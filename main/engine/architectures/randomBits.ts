// Random bits inside a training step: the one random operation that gives the same bits eagerly, in a graph and compiled.
import type * as tf from '@tensorflow/tfjs-node'

interface Attribute {
  name: string
  type: number
  value: unknown
}
interface Metadata {
  id: number
  shape: number[]
  dtype: number
}
interface NativeBackend {
  binding: {
    TF_ATTR_TYPE: number
    TF_INT32: number
    executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): Metadata[]
    deleteTensor(id: number): void
  }
  getInputTensorIds(tensors: tf.Tensor[]): number[]
  createOutputTensor(metadata: Metadata): tf.Tensor
}

const philox = 1

/**
 * Uniform int32 bits over their whole range, of `shape`, decided by `seed` and the int32 scalar `step` alone.
 * TensorFlow's StatelessRandomUniformFullIntV2 with key and counter from StatelessRandomGetKeyCounter([seed, step]).
 * Key and counter are uint64, which tfjs has no tensors for: they stay ids of the binding and are deleted here.
 */
export function randomBits(tensorflow: typeof tf, shape: number[], seed: number, step: tf.Scalar): tf.Tensor {
  return tensorflow.tidy(() => {
    const backend = tensorflow.backend() as unknown as NativeBackend
    const { binding } = backend
    const type = (name: string): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 })
    const seeds = tensorflow.stack([tensorflow.scalar(seed, 'int32'), step])
    const dimensions = tensorflow.tensor1d(shape, 'int32')
    const algorithm = tensorflow.scalar(philox, 'int32')
    const [seedsId, shapeId, algorithmId] = backend.getInputTensorIds([seeds, dimensions, algorithm]) as [
      number,
      number,
      number,
    ]
    const keys = binding.executeOp('StatelessRandomGetKeyCounter', [type('Tseed')], [seedsId], 2)
    try {
      const inputs = [shapeId, ...keys.map((key) => key.id), algorithmId]
      const bits = binding.executeOp('StatelessRandomUniformFullIntV2', [type('dtype'), type('Tshape')], inputs, 1)
      return backend.createOutputTensor(bits[0] as Metadata)
    } finally {
      for (const key of keys) binding.deleteTensor(key.id)
    }
  })
}
