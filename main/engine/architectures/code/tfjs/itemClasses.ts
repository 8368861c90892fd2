// Layers of recommenders that TensorFlow.js lacks, as they are written into a program that uses them.

export const itemClasses = {
  FieldEmbedding: `/** A trained row of numbers for each input, times the input. */
class FieldEmbedding extends OwnLayer {
  static className = 'FieldEmbedding'
  override compute([x]: tf.Tensor[], [rows]: tf.Tensor[]) {
    return tf.mul(tf.expandDims(x!, -1), rows!)
  }
}`,
  MultiHot: `/** 1 for each id that is there, 0 elsewhere and for the id 0; normalised, of length 1. */
class MultiHot extends OwnLayer<Made & { entries: number; normalise: boolean }> {
  static className = 'MultiHot'
  override compute([ids]: tf.Tensor[]) {
    const { entries, normalise } = this.made
    const places = Float32Array.from({ length: entries }, (_, entry) => Math.min(entry, 1))
    const marks = tf.mul(tf.max(tf.oneHot(tf.cast(ids!, 'int32'), entries), 1), tf.tensor1d(places))
    return normalise ? tf.mul(marks, tf.rsqrt(tf.maximum(tf.sum(marks, -1, true), 1))) : marks
  }
}`,
  VariationalSampling: `/** Draws by mean and logarithm of the variance while training, gives the mean else (Kingma and Welling 2014). */
class VariationalSampling extends OwnLayer<Made & { divergence: number }> {
  static className = 'VariationalSampling'
  override compute([x]: tf.Tensor[], _: tf.Tensor[], training: boolean) {
    const [mean, logVariance] = tf.split(x!, 2, -1) as [tf.Tensor, tf.Tensor]
    return training ? tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), tf.randomNormal(mean.shape))) : mean
  }
}`,
  AppendedStep: `/** One trained step behind a sequence. */
class AppendedStep extends OwnLayer {
  static className = 'AppendedStep'
  override compute([x]: tf.Tensor[], [step]: tf.Tensor[]) {
    const [batch, , width] = x!.shape as [number, number, number]
    return tf.concat([x!, tf.add(tf.zeros([batch, 1, width]), tf.reshape(step!, [1, 1, width]))], 1)
  }
}`,
  AppendedMask: `/** A mask with one step more, which counts. */
class AppendedMask extends OwnLayer {
  static className = 'AppendedMask'
  override compute([mask]: tf.Tensor[]) {
    return tf.concat([mask!, tf.ones([mask!.shape[0]!, 1])], 1)
  }
}`,
  LastStep: `/** The last step that counts; zeros where none does. */
class LastStep extends OwnLayer {
  static className = 'LastStep'
  override compute([x, mask]: tf.Tensor[]) {
    const [batch, time, width] = x!.shape as [number, number, number]
    if (mask === undefined) return tf.reshape(tf.slice(x!, [0, time - 1, 0], [batch, 1, width]), [batch, width])
    const last = tf.mul(mask, tf.cast(tf.equal(tf.cumsum(mask, 1, true, true), 0), 'float32'))
    return tf.sum(tf.mul(x!, tf.expandDims(last, -1)), 1)
  }
}`,
  SumPooling: `/** The sum of each channel over the steps that count. */
class SumPooling extends OwnLayer {
  static className = 'SumPooling'
  override compute([x, mask]: tf.Tensor[]) {
    return tf.sum(mask === undefined ? x! : tf.mul(x!, tf.expandDims(mask, -1)), 1)
  }
}`,
  Arithmetic: `/** One operation on each number; roots, logarithms and powers of at least 1e-7. */
class Arithmetic extends OwnLayer<Made & { operation: string; number: number }> {
  static className = 'Arithmetic'
  override compute([given]: tf.Tensor[]) {
    const [x, { operation, number }] = [given!, this.made]
    const positive = tf.maximum(x, 1e-7)
    if (operation === 'scale') return tf.mul(x, number)
    if (operation === 'offset') return tf.add(x, number)
    if (operation === 'clip') return tf.clipByValue(x, -Math.abs(number), Math.abs(number))
    if (operation === 'power') return tf.pow(positive, number)
    if (operation === 'squareRoot') return tf.sqrt(positive)
    if (operation === 'sine') return tf.sin(tf.mul(x, number))
    return operation === 'logarithm' ? tf.log(positive) : tf.square(x)
  }
}`,
  Slice: `/** A part of the steps, or of the numbers of each. */
class Slice extends OwnLayer<Made & { axis: number; start: number; length: number }> {
  static className = 'Slice'
  override compute([x]: tf.Tensor[]) {
    const { axis, start, length } = this.made
    return tf.slice(
      x!,
      x!.shape.map((_, at) => (at === axis ? start : 0)),
      x!.shape.map((size, at) => (at === axis ? length : size)),
    )
  }
}`,
  GatedLinearUnit: `/** The first half of the numbers, each times the sigmoid of one of the other half (Dauphin et al. 2017). */
class GatedLinearUnit extends OwnLayer {
  static className = 'GatedLinearUnit'
  override compute([x]: tf.Tensor[]) {
    const [values, gates] = tf.split(x!, 2, -1) as [tf.Tensor, tf.Tensor]
    return tf.mul(values, tf.sigmoid(gates))
  }
}`,
  FieldAwareInteraction: `/** The sum over all pairs of fields, each with the numbers that it has for the other (Juan et al. 2016). */
class FieldAwareInteraction extends OwnLayer {
  static className = 'FieldAwareInteraction'
  override compute([x]: tf.Tensor[]) {
    const [batch, fields, width] = x!.shape as [number, number, number]
    const rows = tf.reshape(x!, [batch, fields, fields, width / fields])
    const each = tf.sum(tf.mul(rows, tf.transpose(rows, [0, 2, 1, 3])), -1)
    const before = Float32Array.from({ length: fields * fields }, (_, at) => Number(at % fields > Math.floor(at / fields)))
    return tf.reshape(tf.sum(tf.mul(each, tf.tensor(before, [1, fields, fields])), [1, 2]), [batch, 1])
  }
}`,
  TargetAttention: `/** Sums a history by how each of its steps fits a target, as a small network sees it (Zhou et al. 2018). */
class TargetAttention extends OwnLayer<Made & { activation: string }> {
  static className = 'TargetAttention'
  override compute([history, target, mask]: tf.Tensor[], [kernel, bias, scoreKernel, scoreBias]: tf.Tensor[]) {
    const wanted = tf.add(tf.zerosLike(history!), tf.expandDims(target!, 1))
    const pairs = tf.concat([history!, wanted, tf.sub(history!, wanted), tf.mul(history!, wanted)], -1)
    const hidden = curves[this.made.activation]!(projected(pairs, kernel!, bias!))
    const scores = projected(hidden, scoreKernel!, scoreBias!)
    const shares = mask === undefined ? scores : tf.mul(scores, tf.expandDims(mask, -1))
    return tf.sum(tf.mul(history!, shares), 1)
  }
}`,
  UpSampling2D: `/** Repeats every place of a grid along both axes. */
class UpSampling2D extends OwnLayer<Made & { size: number }> {
  static className = 'UpSampling2D'
  override compute([x]: tf.Tensor[]) {
    const [batch, height, width, channels] = x!.shape as [number, number, number, number]
    const repeated = tf.tile(tf.reshape(x!, [batch * height, 1, width, 1, channels]), [1, this.made.size, 1, this.made.size, 1])
    return tf.reshape(repeated, [batch, ...this.made.shape])
  }
}`,
} as const satisfies Record<string, string>
