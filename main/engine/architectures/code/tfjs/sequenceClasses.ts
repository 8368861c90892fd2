// Layers of sequences that TensorFlow.js lacks: convolutions of every kind, attention, recurrence, and what masks do to them.

export const sequenceClasses = {
  Convolution1D: `/** A convolution along a sequence, causal or dilated too; with \`each\`, every channel by itself before they are mixed. */
class Convolution1D extends OwnLayer<Made & { stride: number; dilation: number; around: [number, number]; each: boolean }> {
  static className = 'Convolution1D'
  override compute([x]: tf.Tensor[], [kernel, ...others]: tf.Tensor[]) {
    const { stride, dilation, around, each, shape } = this.made
    const padded = tf.pad(x!, [[0, 0], around, [0, 0]])
    const [size, channels, filters] = kernel!.shape as [number, number, number]
    const taps = Array.from({ length: size }, (_, tap) =>
      tf.gather(padded, tf.tensor1d(Array.from({ length: shape[0]! }, (_, at) => at * stride + tap * dilation), 'int32'), 1),
    )
    if (!each) return projected(tf.concat(taps, 2), tf.reshape(kernel!, [size * channels, filters]), others[0])
    const products = tf.sum(tf.mul(tf.expandDims(tf.stack(taps, 2), -1), kernel!), 2)
    const [pointwise, bias] = others
    return projected(tf.reshape(products, [-1, shape[0]!, channels * filters]), tf.squeeze(pointwise!, [0]), bias)
  }
}`,
  Convolution2D: `/** A dilated convolution of a grid; with \`each\`, every channel by itself, then mixed where there is a pointwise kernel. */
class Convolution2D extends OwnLayer<
  Made & { stride: number; dilation: number; around: [number, number][]; sizes: number[]; each: boolean; mixed: boolean }
> {
  static className = 'Convolution2D'
  override compute([x]: tf.Tensor[], [kernel, ...others]: tf.Tensor[]) {
    const { stride, dilation, around, sizes, each, mixed } = this.made
    const padded = tf.pad(x!, [[0, 0], ...around, [0, 0]])
    const [size, , channels, filters] = kernel!.shape as [number, number, number, number]
    const along = (from: tf.Tensor, tap: number, axis: number) =>
      tf.gather(from, tf.tensor1d(Array.from({ length: sizes[axis - 1]! }, (_, at) => at * stride + tap * dilation), 'int32'), axis)
    const taps = Array.from({ length: size * size }, (_, tap) =>
      along(along(padded, Math.floor(tap / size), 1), tap % size, 2),
    )
    if (!each) return projected(tf.concat(taps, 3), tf.reshape(kernel!, [size * size * channels, filters]), others[0])
    const kernels = tf.unstack(tf.reshape(kernel!, [size * size, channels, filters]))
    const products = taps.map((from, tap) => tf.mul(tf.expandDims(from, -1), kernels[tap]!))
    const sums = tf.reshape(tf.addN(products), [-1, ...sizes, channels * filters])
    if (!mixed) return others[0] === undefined ? sums : tf.add(sums, others[0])
    return projected(sums, tf.squeeze(others[0]!, [0, 1]), others[1])
  }
}`,
  attending: `interface Attending {
  causal: boolean
  dropout: number
  /** Whether the last input is the mask of the values. */
  masked: boolean
}

/** Query, value and key of one to three inputs, and the mask of the values. */
const attendedOf = (inputs: tf.Tensor[], masked: boolean) => {
  const mask = masked ? inputs.at(-1) : undefined
  const [query, value = query, key = value] = masked ? inputs.slice(0, -1) : inputs
  return { query: query!, value: value!, key: key!, mask }
}

/** The softmax of scores [..., queries, keys] over the keys that may be seen. */
const sharesOf = (scores: tf.Tensor, mask: tf.Tensor | undefined, { causal, dropout }: Attending, training: boolean) => {
  const [queries, keys] = scores.shape.slice(-2) as [number, number]
  const later = Float32Array.from({ length: queries * keys }, (_, at) => (at % keys > Math.floor(at / keys) ? -1e9 : 0))
  let hidden: tf.Tensor = causal ? tf.tensor(later, [1, queries, keys]) : tf.zeros([1, 1, 1])
  if (mask !== undefined) hidden = tf.minimum(hidden, tf.mul(tf.sub(1, tf.expandDims(mask, 1)), -1e9))
  const given = tf.softmax(tf.add(scores, scores.rank === 4 ? tf.expandDims(hidden, 1) : hidden))
  return training && dropout > 0 ? tf.dropout(given, dropout) : given
}`,
  Attention: `/** Each step takes from others by how well they fit (Vaswani et al. 2017; additive: Bahdanau et al. 2015). */
class Attention extends OwnLayer<Made & Attending & { scale: number; additive: boolean }> {
  static className = 'Attention'
  override compute(inputs: tf.Tensor[], [scale]: tf.Tensor[], training: boolean) {
    const { query, value, key, mask } = attendedOf(inputs, this.made.masked)
    const scores = this.made.additive
      ? tf.sum(tf.mul(tf.tanh(tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1))), scale!), -1)
      : tf.matMul(tf.mul(query, this.made.scale), key, false, true)
    return tf.matMul(sharesOf(scores, mask, this.made, training), value)
  }
}`,
  MultiHeadAttention: `/** Several attentions side by side on projections of their own (Vaswani et al. 2017). */
class MultiHeadAttention extends OwnLayer<Made & Attending & { heads: number; width: number; biased: boolean }> {
  static className = 'MultiHeadAttention'
  override compute(inputs: tf.Tensor[], weights: tf.Tensor[], training: boolean) {
    const { heads, width, biased, masked } = this.made
    const { query, value, key, mask } = attendedOf(inputs, masked)
    const project = (x: tf.Tensor, at: number) =>
      biased ? projected(x, weights[2 * at]!, weights[2 * at + 1]) : projected(x, weights[at]!)
    const apart = (x: tf.Tensor) => tf.transpose(tf.reshape(x, [-1, x.shape[1]!, heads, width]), [0, 2, 1, 3])
    const [q, k, v] = [project(query, 0), project(key, 1), project(value, 2)].map(apart) as [tf.Tensor, tf.Tensor, tf.Tensor]
    const scores = tf.matMul(tf.mul(q, 1 / Math.sqrt(width)), k, false, true)
    const taken = tf.transpose(tf.matMul(sharesOf(scores, mask, this.made, training), v), [0, 2, 1, 3])
    return project(tf.reshape(taken, [-1, query.shape[1]!, heads * width]), 3)
  }
}`,
  Recurrence: `/** SimpleRNN, LSTM and GRU with every curve, in one direction or both, with a mask as a second input. */
class Recurrence extends OwnLayer<
  Made & {
    cell: string
    units: number
    activation: string
    gate: string
    direction: string
    merge: string
    every: boolean
    resetAfter: boolean
    dropout: number
    recurrentDropout: number
  }
> {
  static className = 'Recurrence'

  override compute([x, mask]: tf.Tensor[], weights: tf.Tensor[], training: boolean) {
    const { direction, merge, every } = this.made
    const turned = (output: tf.Tensor) => (every ? tf.reverse(output, 1) : output)
    if (direction === 'forward') return this.way(x!, mask, weights, training)
    const backwards = (own: tf.Tensor[]) => this.way(tf.reverse(x!, 1), mask && tf.reverse(mask, 1), own, training)
    if (direction === 'backward') return backwards(weights)
    const half = weights.length / 2
    let [there, back] = [this.way(x!, mask, weights.slice(0, half), training), turned(backwards(weights.slice(half)))]
    if (mask !== undefined && every) {
      ;[there, back] = [tf.mul(there, tf.expandDims(mask, -1)), tf.mul(back, tf.expandDims(mask, -1))]
    }
    if (merge === 'sum') return tf.add(there, back)
    if (merge === 'mul') return tf.mul(there, back)
    return merge === 'ave' ? tf.mul(tf.add(there, back), 0.5) : tf.concat([there, back], -1)
  }

  /** One direction, from the first step to the last. */
  way(x: tf.Tensor, mask: tf.Tensor | undefined, [kernel, recurrent, bias]: tf.Tensor[], training: boolean) {
    const { units, every, dropout, recurrentDropout, resetAfter, cell } = this.made
    const [batch, time, width] = x.shape as [number, number, number]
    const kept = (rate: number, shape: number[]) => (training && rate > 0 ? tf.dropout(tf.ones(shape), rate) : tf.ones(shape))
    const own = bias === undefined || !(cell === 'gru' && resetAfter) ? [bias] : tf.unstack(bias)
    const steps = tf.unstack(projected(tf.mul(x, kept(dropout, [batch, 1, width])), kernel!, own[0]), 1)
    const drop = kept(recurrentDropout, [batch, units])
    let states: tf.Tensor[] = [tf.zeros([batch, units]), tf.zeros([batch, units])]
    const seen = Array.from({ length: time }, (_, at) => {
      const next = this.step(steps[at]!, states, tf.mul(states[0]!, drop), recurrent!, own[1])
      const counts = mask && tf.slice(mask, [0, at], [batch, 1])
      states = next.map((value, state) =>
        counts === undefined ? value : tf.add(tf.mul(value, counts), tf.mul(states[state]!, tf.sub(1, counts))),
      )
      return states[0]!
    })
    return every ? tf.stack(seen, 1) : states[0]!
  }

  /** New states from a projected step; gates stand in Keras's order. */
  step(x: tf.Tensor, [h, c]: tf.Tensor[], from: tf.Tensor, recurrent: tf.Tensor, inner: tf.Tensor | undefined): tf.Tensor[] {
    const { units, cell, resetAfter } = this.made
    const [curve, gate] = [curves[this.made.activation]!, curves[this.made.gate]!]
    if (cell === 'simple') return [curve(tf.add(x, tf.matMul(from, recurrent)))]
    if (cell === 'lstm') {
      const [i, f, g, o] = tf.split(tf.add(x, tf.matMul(from, recurrent)), 4, 1) as tf.Tensor[]
      const memory = tf.add(tf.mul(gate(f!), c!), tf.mul(gate(i!), curve(g!)))
      return [tf.mul(gate(o!), curve(memory)), memory]
    }
    const [gateKernel, stateKernel] = tf.split(recurrent, [2 * units, units], 1) as [tf.Tensor, tf.Tensor]
    const biases = inner === undefined ? [tf.zeros([2 * units]), tf.zeros([units])] : tf.split(inner, [2 * units, units])
    const [xGates, xState] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor]
    const sums = tf.add(tf.add(xGates, tf.matMul(from, gateKernel)), biases[0]!)
    const [z, r] = tf.split(gate(sums), 2, 1) as [tf.Tensor, tf.Tensor]
    const state = resetAfter
      ? tf.mul(r, tf.add(tf.matMul(from, stateKernel), biases[1]!))
      : tf.matMul(tf.mul(r, from), stateKernel)
    const proposed = curve(tf.add(xState, state))
    return [tf.add(proposed, tf.mul(z, tf.sub(h!, proposed)))]
  }
}`,
  Counting: `/** Which steps count, 1 or 0 each: those that are not all of one value, or with \`all\` every step. */
class Counting extends OwnLayer<Made & { value: number; all?: boolean }> {
  static className = 'Counting'
  override compute([x]: tf.Tensor[]) {
    if (this.made.all === true) return tf.ones(x!.shape.slice(0, 2))
    const other = tf.notEqual(x!, this.made.value)
    return tf.cast(x!.rank === 2 ? other : tf.any(other, -1), 'float32')
  }
}`,
  Masked: `/** Zeros where a step does not count. */
class Masked extends OwnLayer {
  static className = 'Masked'
  override compute([x, mask]: tf.Tensor[]) {
    return tf.mul(x!, tf.expandDims(mask!, -1))
  }
}`,
  MaskedPooling: `/** The mean or the largest number of each channel among the steps that count. */
class MaskedPooling extends OwnLayer<Made & { largest: boolean }> {
  static className = 'MaskedPooling'
  override compute([x, mask]: tf.Tensor[]) {
    const counts = tf.expandDims(mask!, -1)
    const kept = tf.mul(x!, counts)
    if (this.made.largest) return tf.mul(tf.max(tf.add(kept, tf.mul(tf.sub(1, counts), -1e30)), 1), tf.max(counts, 1))
    return tf.div(tf.sum(kept, 1), tf.maximum(tf.sum(counts, 1), 1))
  }
}`,
  MergedMask: `/** Which steps of several inputs count: in one of them, in all of them, or one behind the other. */
class MergedMask extends OwnLayer<Made & { how: 'either' | 'all' | 'joined' }> {
  static className = 'MergedMask'
  override compute(masks: tf.Tensor[]) {
    if (this.made.how === 'joined') return tf.concat(masks, 1)
    return masks.reduce((a, b) => (this.made.how === 'either' ? tf.maximum(a, b) : tf.minimum(a, b)))
  }
}`,
  TurnedMask: `/** The mask of what was read from the last step to the first. */
class TurnedMask extends OwnLayer {
  static className = 'TurnedMask'
  override compute([mask]: tf.Tensor[]) {
    return tf.reverse(mask!, 1)
  }
}`,
} as const satisfies Record<string, string>
