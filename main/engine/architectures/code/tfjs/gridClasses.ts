// Layers of grids, curves and blocks that TensorFlow.js lacks, as they are written into a program that uses them.

export const gridClasses = {
  Rectifier: `/** A rectifier with a bound above, a slope below and a threshold. */
class Rectifier extends OwnLayer<Made & { most: number; slope: number; threshold: number }> {
  static className = 'Rectifier'
  override compute([x]: tf.Tensor[]) {
    const { most, slope, threshold } = this.made
    const y = tf.where(tf.greater(x!, threshold), x!, tf.mul(tf.sub(x!, threshold), slope))
    return most === 0 ? y : tf.minimum(y, most)
  }
}`,
  ScaledElu: `/** A rectifier that bends softly to a bound below zero (Clevert et al. 2016). */
class ScaledElu extends OwnLayer<Made & { alpha: number }> {
  static className = 'ScaledElu'
  override compute([x]: tf.Tensor[]) {
    return tf.add(tf.relu(x!), tf.mul(tf.expm1(tf.minimum(x!, 0)), this.made.alpha))
  }
}`,
  Threshold: `/** Numbers above a threshold as they are, another number in place of all others. */
class Threshold extends OwnLayer<Made & { threshold: number; instead: number }> {
  static className = 'Threshold'
  override compute([x]: tf.Tensor[]) {
    return tf.where(tf.greater(x!, this.made.threshold), x!, tf.fill(x!.shape, this.made.instead))
  }
}`,
  StepSoftmax: `/** Shares of the steps of a sequence, for each number by itself. */
class StepSoftmax extends OwnLayer {
  static className = 'StepSoftmax'
  override compute([x]: tf.Tensor[]) {
    return tf.transpose(tf.softmax(tf.transpose(x!, [0, 2, 1])), [0, 2, 1])
  }
}`,
  TransposedConvolution1D: `/** Draws a pattern for each step of a sequence into a longer one. */
class TransposedConvolution1D extends OwnLayer<Made & { stride: number; padding: string }> {
  static className = 'TransposedConvolution1D'
  override compute([x]: tf.Tensor[], [kernel, bias]: tf.Tensor[]) {
    const { stride, padding, shape } = this.made
    const [size, filters, channels] = kernel!.shape as [number, number, number]
    const [batch, time] = x!.shape as [number, number]
    // A grid of one row, whose transposed convolution TensorFlow.js has.
    const row = tf.conv2dTranspose(
      tf.reshape(x!, [batch, 1, time, channels]) as tf.Tensor4D,
      tf.reshape(kernel!, [1, size, filters, channels]) as tf.Tensor4D,
      [batch, 1, shape[0]!, filters],
      [1, stride],
      padding as 'valid',
    )
    const steps = tf.squeeze(row, [1])
    return bias === undefined ? steps : tf.add(steps, bias)
  }
}`,
  DepthwiseConvolution1D: `/** Patterns in each channel of a sequence by itself. */
class DepthwiseConvolution1D extends OwnLayer<Made & { stride: number; dilation: number; around: [number, number] }> {
  static className = 'DepthwiseConvolution1D'
  override compute([x]: tf.Tensor[], [kernel, bias]: tf.Tensor[]) {
    const { stride, dilation, around, shape } = this.made
    const padded = tf.pad(x!, [[0, 0], around, [0, 0]])
    const taps = Array.from({ length: kernel!.shape[0]! }, (_, tap) =>
      tf.gather(padded, tf.tensor1d(Array.from({ length: shape[0]! }, (_, at) => at * stride + tap * dilation), 'int32'), 1),
    )
    const products = tf.sum(tf.mul(tf.expandDims(tf.stack(taps, 2), -1), kernel!), 2)
    const each = tf.reshape(products, [-1, ...shape])
    return bias === undefined ? each : tf.add(each, bias)
  }
}`,
  GlobalPooling3D: `/** The mean or the largest number of each channel of a volume. */
class GlobalPooling3D extends OwnLayer<Made & { largest: boolean }> {
  static className = 'GlobalPooling3D'
  override compute([x]: tf.Tensor[]) {
    return this.made.largest ? tf.max(x!, [1, 2, 3]) : tf.mean(x!, [1, 2, 3])
  }
}`,
  SpatialDropout: `/** While training, sets whole channels to zero. */
class SpatialDropout extends OwnLayer<Made & { rate: number }> {
  static className = 'SpatialDropout'
  override compute([x]: tf.Tensor[], _: tf.Tensor[], training: boolean) {
    if (!training || this.made.rate === 0) return x!.clone()
    const [batch, ...shape] = x!.shape
    return tf.dropout(x!, this.made.rate, [batch!, ...shape.map((size, axis) => (axis === shape.length - 1 ? size : 1))])
  }
}`,
  UpSampling3D: `/** Repeats every place of a volume along all axes. */
class UpSampling3D extends OwnLayer<Made & { size: number }> {
  static className = 'UpSampling3D'
  override compute([x]: tf.Tensor[]) {
    const along = (from: tf.Tensor, axis: number) => {
      const places = Array.from({ length: from.shape[axis]! * this.made.size }, (_, at) => Math.floor(at / this.made.size))
      return tf.gather(from, tf.tensor1d(places, 'int32'), axis)
    }
    return [1, 2, 3].reduce(along, x!)
  }
}`,
  Padding3D: `/** Zeros around a volume. */
class Padding3D extends OwnLayer<Made & { sides: [number, number][] }> {
  static className = 'Padding3D'
  override compute([x]: tf.Tensor[]) {
    return tf.pad(x!, [[0, 0], ...this.made.sides, [0, 0]])
  }
}`,
  Cropping3D: `/** Cuts off the edges of a volume. */
class Cropping3D extends OwnLayer<Made & { sides: [number, number][] }> {
  static className = 'Cropping3D'
  override compute([x]: tf.Tensor[]) {
    return tf.slice(x!, [0, ...this.made.sides.map(([before]) => before), 0], [x!.shape[0]!, ...this.made.shape])
  }
}`,
  Resizing: `/** Brings grids to another height and width; places are measured from their middles. */
class Resizing extends OwnLayer<Made & { interpolation: string }> {
  static className = 'Resizing'
  override compute([x]: tf.Tensor[]) {
    const [height, width] = this.made.shape as [number, number]
    const image = x as tf.Tensor4D
    return this.made.interpolation === 'nearest'
      ? tf.image.resizeNearestNeighbor(image, [height, width], false, true)
      : tf.image.resizeBilinear(image, [height, width], false, true)
  }
}`,
  Middle: `/** The middle of grids. */
class Middle extends OwnLayer {
  static className = 'Middle'
  override compute([x]: tf.Tensor[]) {
    const [batch, height, width] = x!.shape as [number, number, number]
    const [rows, columns] = this.made.shape as [number, number]
    return tf.slice(x!, [0, Math.floor((height - rows) / 2), Math.floor((width - columns) / 2), 0], [batch, ...this.made.shape])
  }
}`,
  CategoryMarks: `/** Ids as numbers at their places: each by itself, all of a row together, or how often each comes. */
class CategoryMarks extends OwnLayer<Made & { entries: number; mode: string }> {
  static className = 'CategoryMarks'
  override compute([ids]: tf.Tensor[]) {
    const each = tf.oneHot(tf.cast(ids!, 'int32'), this.made.entries, 1, 0, 'float32')
    if (this.made.mode === 'oneHot') return tf.reshape(each, [-1, ...this.made.shape])
    return this.made.mode === 'count' ? tf.sum(each, 1) : tf.max(each, 1)
  }
}`,
  RandomWidth: `/** While training, stretches or squeezes grids in width around their middle; the shape stays. */
class RandomWidth extends OwnLayer<Made & { factor: number }> {
  static className = 'RandomWidth'
  override compute([x]: tf.Tensor[], _: tf.Tensor[], training: boolean) {
    if (!training) return x!.clone()
    const [height, width, channels] = this.made.shape as [number, number, number]
    const factor = tf.add(tf.randomUniform([1, 1], -this.made.factor, this.made.factor), 1)
    const places = tf.range(0, width, 1, 'float32')
    const middle = (width - 1) / 2
    const centres = tf.clipByValue(tf.add(tf.div(tf.expandDims(tf.sub(places, middle), 1), factor), middle), 0, width - 1)
    const shares = tf.relu(tf.sub(1, tf.abs(tf.sub(centres, tf.expandDims(places, 0)))))
    const rows = tf.reshape(x!, [-1, width, channels])
    return tf.reshape(tf.matMul(tf.expandDims(shares, 0), rows), [-1, height, width, channels])
  }
}`,
  ConvolutionalLstm: `/** Reads grids step by step, with a memory for every place (Shi et al. 2015). */
class ConvolutionalLstm extends OwnLayer<
  Made & { stride: number; padding: string; activation: string; gate: string; every: boolean; backward: boolean }
> {
  static className = 'ConvolutionalLstm'
  override compute([x]: tf.Tensor[], [kernel, recurrent, bias]: tf.Tensor[]) {
    const { stride, padding, activation, gate, every, backward } = this.made
    const [curve, open] = [curves[activation]!, curves[gate]!]
    const read = (grid: tf.Tensor, weight: tf.Tensor, by: number, edges: string) =>
      tf.conv2d(grid as tf.Tensor4D, weight as tf.Tensor4D, by, edges as 'same')
    const steps = tf.unstack(backward ? tf.reverse(x!, 1) : x!, 1)
    let states: [tf.Tensor, tf.Tensor] | null = null
    const seen = steps.map((step) => {
      let sums: tf.Tensor = read(step, kernel!, stride, padding)
      if (bias !== undefined) sums = tf.add(sums, bias)
      if (states !== null) sums = tf.add(sums, read(states[0], recurrent!, 1, 'same'))
      const [i, f, g, o] = tf.split(sums, 4, 3) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
      const added = tf.mul(open(i), curve(g))
      const memory: tf.Tensor = states === null ? added : tf.add(tf.mul(open(f), states[1]), added)
      states = [tf.mul(open(o), curve(memory)), memory]
      return states[0]
    })
    return every ? tf.stack(seen, 1) : seen.at(-1)!
  }
}`,
  FieldWeightedInteraction: `/** Interactions of all pairs of fields, each pair with a weight of its own (FwFM, Pan et al. 2018). */
class FieldWeightedInteraction extends OwnLayer {
  static className = 'FieldWeightedInteraction'
  override compute([x]: tf.Tensor[], [kernel]: tf.Tensor[]) {
    const fields = x!.shape[1]!
    const places = Array.from({ length: fields * fields }, (_, at) => at).filter((at) => at % fields > Math.floor(at / fields))
    const products = tf.reshape(tf.matMul(x!, x!, false, true), [-1, fields * fields])
    return tf.matMul(tf.gather(products, tf.tensor1d(places, 'int32'), 1), kernel!)
  }
}`,
  TransformerBlock: `/** Attention and two dense layers, each added to what went around it, with norms (Vaswani et al. 2017). */
class TransformerBlock extends OwnLayer<
  Made & Attending & { heads: number; curve: string; before: boolean; epsilon: number }
> {
  static className = 'TransformerBlock'

  override compute([x, mask]: tf.Tensor[], weights: tf.Tensor[], training: boolean) {
    const [kernel, bias, outer, outerBias] = weights.slice(10, 14) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
    const curve = curves[this.made.curve]!
    const seen = this.around(x!, weights.slice(8, 10), training, (from) => this.attend(from, mask, weights, training))
    return this.around(seen, weights.slice(14), training, (from) =>
      projected(curve(projected(from, kernel, bias)), outer, outerBias),
    )
  }

  attend(x: tf.Tensor, mask: tf.Tensor | undefined, weights: tf.Tensor[], training: boolean) {
    const { heads } = this.made
    const width = x.shape[2]! / heads
    const apart = (at: number) =>
      tf.transpose(tf.reshape(projected(x, weights[2 * at]!, weights[2 * at + 1]), [-1, x.shape[1]!, heads, width]), [0, 2, 1, 3])
    const scores = tf.matMul(tf.mul(apart(0), 1 / Math.sqrt(width)), apart(1), false, true)
    const taken = tf.transpose(tf.matMul(sharesOf(scores, mask, this.made, training), apart(2)), [0, 2, 1, 3])
    return projected(tf.reshape(taken, [-1, x.shape[1]!, heads * width]), weights[6]!, weights[7])
  }

  around(x: tf.Tensor, [gamma, beta]: tf.Tensor[], training: boolean, part: (x: tf.Tensor) => tf.Tensor) {
    const { before, epsilon, dropout } = this.made
    const normal = (from: tf.Tensor) => {
      const { mean, variance } = tf.moments(from, -1, true)
      return tf.add(tf.mul(tf.mul(tf.sub(from, mean), tf.rsqrt(tf.add(variance, epsilon))), gamma!), beta!)
    }
    const made = part(before ? normal(x) : x)
    const sum = tf.add(x, training && dropout > 0 ? tf.dropout(made, dropout) : made)
    return before ? sum : normal(sum)
  }
}`,
} as const satisfies Record<string, string>
