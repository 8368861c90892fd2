// Layers that TensorFlow.js lacks, as they are written into a program that uses them: shapes, normalisation, products of features.

export const smallClasses = {
  Curve: `/** An activation that TensorFlow.js has no layer for. */
class Curve extends OwnLayer<Made & { curve: string }> {
  static className = 'Curve'
  override compute([x]: tf.Tensor[]) {
    return curves[this.made.curve]!(x!)
  }
}`,
  Numbers: `/** Whole numbers as numbers that can be computed with. */
class Numbers extends OwnLayer {
  static className = 'Numbers'
  override compute([x]: tf.Tensor[]) {
    return tf.cast(x!, 'float32')
  }
}`,
  Subtract: `/** The first less the second. */
class Subtract extends OwnLayer {
  static className = 'Subtract'
  override compute([a, b]: tf.Tensor[]) {
    return tf.sub(a!, b!)
  }
}`,
  Cosine: `/** The product of two inputs brought to length 1. */
class Cosine extends OwnLayer {
  static className = 'Cosine'
  override compute(inputs: tf.Tensor[]) {
    const [a, b] = inputs.map((x) =>
      tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), -1, true), 1e-12))),
    ) as [tf.Tensor, tf.Tensor]
    if (a.rank === 2) return tf.sum(tf.mul(a, b), -1, true)
    return b.rank === 2 ? tf.sum(tf.mul(a, tf.expandDims(b, 1)), -1) : tf.matMul(a, b, false, true)
  }
}`,
  RmsNormalisation: `/** Scales the numbers of each step to a mean square of one (Zhang and Sennrich 2019). */
class RmsNormalisation extends OwnLayer<Made & { epsilon: number }> {
  static className = 'RmsNormalisation'
  override compute([x]: tf.Tensor[], [scale]: tf.Tensor[]) {
    const squares = tf.mean(tf.square(x!), -1, true)
    return tf.mul(tf.mul(x!, tf.rsqrt(tf.add(squares, this.made.epsilon))), scale!)
  }
}`,
  GroupNormalisation: `/** Centres and scales groups of channels of each row (Wu and He 2018). */
class GroupNormalisation extends OwnLayer<Made & { groups: number; epsilon: number }> {
  static className = 'GroupNormalisation'
  override compute([x]: tf.Tensor[], [gamma, beta]: tf.Tensor[]) {
    const { groups, epsilon, shape } = this.made
    const channels = shape.at(-1)!
    const positions = shape.slice(0, -1).reduce((product, size) => product * size, 1)
    const grouped = tf.reshape(x!, [-1, positions, groups, channels / groups])
    const { mean, variance } = tf.moments(grouped, [1, 3], true)
    const normal = tf.mul(tf.sub(grouped, mean), tf.rsqrt(tf.add(variance, epsilon)))
    return tf.add(tf.mul(tf.reshape(normal, [-1, ...shape]), gamma!), beta!)
  }
}`,
  ZeroPadding: `/** Steps of zeros before and behind a sequence. */
class ZeroPadding extends OwnLayer<Made & { around: [number, number] }> {
  static className = 'ZeroPadding'
  override compute([x]: tf.Tensor[]) {
    return tf.pad(x!, [[0, 0], this.made.around, [0, 0]])
  }
}`,
  Cropping: `/** Cuts steps off both ends of a sequence, or of its mask. */
class Cropping extends OwnLayer<Made & { around: [number, number] }> {
  static className = 'Cropping'
  override compute([x]: tf.Tensor[]) {
    const [before, after] = this.made.around
    const [batch, time, ...others] = x!.shape as [number, number, ...number[]]
    return tf.slice(x!, [0, before, ...others.map(() => 0)], [batch, time - before - after, ...others])
  }
}`,
  UpSampling: `/** Repeats every step of a sequence. */
class UpSampling extends OwnLayer<Made & { times: number }> {
  static className = 'UpSampling'
  override compute([x]: tf.Tensor[]) {
    return tf.reshape(tf.tile(tf.expandDims(x!, 2), [1, 1, this.made.times, 1]), [-1, ...this.made.shape])
  }
}`,
  PositionalEmbedding: `/** Adds a trained row of numbers for each place in a sequence. */
class PositionalEmbedding extends OwnLayer {
  static className = 'PositionalEmbedding'
  override compute([x]: tf.Tensor[], [positions]: tf.Tensor[]) {
    return tf.add(x!, positions!)
  }
}`,
  SinusoidalPosition: `/** Adds sines and cosines of many lengths that tell the place (Vaswani et al. 2017, section 3.5). */
class SinusoidalPosition extends OwnLayer<Made & { longest: number }> {
  static className = 'SinusoidalPosition'
  override compute([x]: tf.Tensor[]) {
    const [time, width] = this.made.shape as [number, number]
    const waves = Float32Array.from({ length: time * width }, (_, index) => {
      const place = index % width
      const angle = Math.floor(index / width) / this.made.longest ** ((2 * Math.floor(place / 2)) / width)
      return place % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
    })
    return tf.add(x!, tf.tensor(waves, [time, width]))
  }
}`,
  FactorisationMachine: `/** A linear model with the interactions of all pairs of inputs (Rendle 2010). */
class FactorisationMachine extends OwnLayer {
  static className = 'FactorisationMachine'
  override compute([x]: tf.Tensor[], [linear, factors, bias]: tf.Tensor[]) {
    const pairs = tf.sub(tf.square(projected(x!, factors!)), projected(tf.square(x!), tf.square(factors!)))
    return tf.add(projected(x!, linear!, bias!), tf.mul(tf.sum(pairs, -1, true), 0.5))
  }
}`,
  PairwiseInteraction: `/** The sum of the products of all pairs of rows, over all numbers or for each number (Rendle 2010). */
class PairwiseInteraction extends OwnLayer<Made & { each: boolean }> {
  static className = 'PairwiseInteraction'
  override compute([x]: tf.Tensor[]) {
    const pairs = tf.mul(tf.sub(tf.square(tf.sum(x!, 1)), tf.sum(tf.square(x!), 1)), 0.5)
    return this.made.each ? pairs : tf.sum(pairs, -1, true)
  }
}`,
  CrossNetwork: `/** Multiplies features with each other: x' = x0 (W x + b) + x in each layer (DCN v2, Wang et al. 2021). */
class CrossNetwork extends OwnLayer<Made & { depth: number }> {
  static className = 'CrossNetwork'
  override compute([first]: tf.Tensor[], weights: tf.Tensor[]) {
    const each = weights.length / this.made.depth
    let x = first!
    for (let start = 0; start < weights.length; start += each) {
      const kernels = weights.slice(start, start + each - 1)
      const crossed = kernels.reduce((from, kernel) => projected(from, kernel), x)
      x = tf.add(tf.mul(first!, tf.add(crossed, weights[start + each - 1]!)), x)
    }
    return x
  }
}`,
  Table: `/** Rows of a table looked up by id, or a score for each of its entries; the table may be that of another layer. */
class Table extends OwnLayer<Made & { scores: boolean; owner?: tf.layers.Layer }> {
  static className = 'Table'
  override compute([x]: tf.Tensor[], [own]: tf.Tensor[]) {
    const table = own ?? this.made.owner!.weights[0]!.read()
    if (this.made.scores) return projected(x!, tf.transpose(table))
    return tf.reshape(tf.gather(table, tf.cast(tf.reshape(x!, [-1]), 'int32')), [...x!.shape, table.shape[1]!])
  }
}`,
} as const satisfies Record<string, string>
