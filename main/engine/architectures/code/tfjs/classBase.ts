// What every layer class that is written into a TypeScript program stands on.

export const base = `/** A weight of a layer below: its first values, penalty and bound by their names in TensorFlow.js. */
interface Weight {
  name: string
  shape: number[]
  starts: [name: string, settings?: object]
  penalty?: { l1?: number; l2?: number }
  bound?: [name: string, settings?: object]
}

interface Made {
  name: string
  /** Of the output, without the batch. */
  shape: number[]
  weights?: Weight[]
}

const named = (library: object, [name, settings = {}]: [name: string, settings?: object]) =>
  (library as Record<string, (settings: object) => never>)[name]!(settings)

/** Calls a layer on one tensor or several. */
const on = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]) =>
  layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor`

export const ownLayer = `/** A layer that computes its output from inputs and weights. */
abstract class OwnLayer<M extends Made = Made> extends tf.layers.Layer {
  readonly made: M

  constructor(made: M) {
    super({ name: made.name })
    this.made = made
  }

  abstract compute(inputs: tf.Tensor[], weights: tf.Tensor[], training: boolean): tf.Tensor

  override build() {
    for (const { name, shape, starts, penalty, bound } of this.made.weights ?? []) {
      this.addWeight(
        name,
        shape,
        'float32',
        named(tf.initializers, starts),
        penalty && tf.regularizers.l1l2(penalty),
        true,
        bound && named(tf.constraints, bound),
      )
    }
    this.built = true
  }

  override computeOutputShape() {
    return [null, ...this.made.shape]
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean } = {}) {
    const weights = () => this.weights.map((weight) => weight.read())
    return tf.tidy(() => this.compute(Array.isArray(inputs) ? inputs : [inputs], weights(), training))
  }

  override getConfig() {
    return { ...this.made } as never
  }

  static override fromConfig(layer: new (made: Made) => tf.serialization.Serializable, config: object) {
    return new layer(config as Made) as never
  }
}

/** A product over the last axis. */
const projected = (x: tf.Tensor, kernel: tf.Tensor, bias?: tf.Tensor) => {
  const rows = tf.matMul(tf.reshape(x, [-1, kernel.shape[0]!]), kernel)
  return tf.reshape(bias === undefined ? rows : tf.add(rows, bias), [...x.shape.slice(0, -1), kernel.shape[1]!])
}`
