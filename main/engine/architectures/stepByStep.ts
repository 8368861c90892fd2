// Layers of grids that take films as well: every step's grid by itself, as Keras's `TimeDistributed` has them.
import type { LayerType, Shape } from './layerType'

const axes = 3

/** A grid has three axes, a film one more. */
export function isFilm(shape: Shape | undefined): boolean {
  return shape?.length === axes + 1
}

const ofStep = ([from = []]: Shape[]): Shape[] => [from.slice(1)]

/** The layer on [height, width, channels], and on [time, height, width, channels] with the same weights at every step. */
export function stepByStep(type: LayerType): LayerType {
  return {
    ...type,
    shape(inputs, settings) {
      if (!isFilm(inputs[0])) return type.shape(inputs, settings)
      const made = type.shape(ofStep(inputs), settings)
      return 'expected' in made ? made : [inputs[0]?.[0] ?? 1, ...made]
    },
    weights: (inputs, settings) => type.weights(isFilm(inputs[0]) ? ofStep(inputs) : inputs, settings),
    multiplyAdds(inputs, settings) {
      if (!isFilm(inputs[0])) return type.multiplyAdds(inputs, settings)
      return (inputs[0]?.[0] ?? 1) * type.multiplyAdds(ofStep(inputs), settings)
    },
    forward(call) {
      const { tf, inputs } = call
      const [batch = 0, time = 0, ...from] = inputs[0].shape
      if (!isFilm(inputs[0].shape.slice(1))) return type.forward(call)
      const output = type.forward({ ...call, inputs: [tf.reshape(inputs[0], [batch * time, ...from])] })
      return tf.reshape(output, [batch, time, ...output.shape.slice(1)])
    },
    plain(args) {
      if (!isFilm(args.inputs[0])) return type.plain(args)
      const layer = type.plain({ ...args, id: `${args.id}Step`, inputs: ofStep(args.inputs) })
      return layer === null ? null : args.tf.layers.timeDistributed({ name: args.id, layer: layer as never })
    },
  }
}
