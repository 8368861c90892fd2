// Descriptions of models as Keras and TensorFlow.js write them, for the tests of their import.

export const layer = (className: string, config: object, inbound: unknown[] = [], more: object = {}) => ({
  class_name: className,
  name: (config as { name?: string }).name,
  config,
  inbound_nodes: inbound,
  ...more,
})

export const start = (shape: readonly (number | null)[], more: object = {}) =>
  layer('InputLayer', { name: 'in', batch_shape: [null, ...shape], ...more })

export const functional = (layers: object[], outputs: unknown = [['out', 0, 0]]) => ({
  class_name: 'Functional',
  config: { layers, input_layers: [['in', 0, 0]], output_layers: outputs },
})

/** One layer called `out` on an input of that shape, as Keras 2 and TensorFlow.js write it. */
export const only = (className: string, config: object, shape: readonly (number | null)[], asked: object = {}) =>
  functional([start(shape), layer(className, { name: 'out', ...config }, [[['in', 0, 0, asked]]])])

/** The same as Keras 3 writes it. */
export function only3(className: string, config: object, shape: readonly number[], args: unknown[] = [tensor()]) {
  const call = { args, kwargs: {} }
  const made = layer(className, { name: 'out', ...config }, [call], { module: 'keras.layers' })
  return { module: 'keras', ...functional([start(shape), made]) }
}

/** What Keras 3 writes in the place of a tensor. */
export const tensor = (name = 'in') => ({ class_name: '__keras_tensor__', config: { keras_history: [name, 0, 0] } })
