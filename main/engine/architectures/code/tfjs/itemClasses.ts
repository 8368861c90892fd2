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
} as const satisfies Record<string, string>
