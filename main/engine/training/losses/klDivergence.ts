// Loss `klDivergence`: how far the probabilities are from those that the truth has once it is smoothed.
import { ofClasses } from './crossentropy'
import type { Loss } from './loss'

/**
 * The sum over classes of t ln(t / p), with t = 1 - s + s / classes at the truth and s / classes elsewhere, s the smoothing. Without
 * one it is the cross-entropy; with one it falls to 0 where the network gives just those probabilities.
 */
export const klDivergence: Loss = {
  name: 'klDivergence',
  label: { en: 'Kullback-Leibler divergence', zh: 'KL 散度' },
  summary: {
    en: 'Cross-entropy less what is left of it at best; with label smoothing 0 is the best possible.',
    zh: '交叉熵减去其最小可能值；使用标签平滑时最优值为 0。',
  },
  foreign: { keras: 'KLDivergence', torch: 'KLDivLoss' },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: true,
  fields: [],
  perRow: (tf, call) => tf.sub(ofClasses(tf, call), entropyOf(call.smoothing, call.outputs.shape.at(-1) as number)),
}

/** Of a truth that is smoothed. */
function entropyOf(smoothing: number, classes: number): number {
  const each = smoothing / classes
  const own = 1 - smoothing + each
  return [own, ...Array.from({ length: classes - 1 }, () => each)].reduce(
    (sum, share) => sum - (share === 0 ? 0 : share * Math.log(share)),
    0,
  )
}
