// Loss `bpr`: the truth is to stand above every other class, as items in a ranking.
import type * as tf from '@tensorflow/tfjs-node'
import { probabilityMargin } from './loss'
import type { Loss, LossCall } from './loss'

/**
 * Mean over all other classes of -ln sigmoid(z of the truth - z of the other) (Rendle et al. 2009). Where the paper draws
 * negatives evenly, this is what the draws give on average. Differences of z are those of logarithms of probabilities.
 */
export const bpr: Loss = {
  name: 'bpr',
  label: { en: 'Bayesian personalised ranking (BPR)', zh: '贝叶斯个性化排序（BPR）' },
  summary: {
    en: 'The true item is to stand above each other one; how far above hardly counts.',
    zh: '要求真实物品排在其他每个物品之前，超出多少几乎不计。',
  },
  foreign: { keras: null, torch: null },
  goals: ['multiclass'],
  activations: ['softmax'],
  smooths: false,
  fields: [],
  perRow(tensorflow, call) {
    const [rows, classes] = [call.targets.size, call.outputs.shape.at(-1) as number]
    const z = tensorflow.reshape(scoresOf(tensorflow, call), [rows, classes])
    const codes = tensorflow.reshape(tensorflow.cast(call.targets, 'int32'), [rows])
    const chosen = tensorflow.oneHot(codes, classes, 1, 0, 'float32')
    const own = tensorflow.sum(tensorflow.mul(chosen, z), -1, true)
    const behind = tensorflow.mul(tensorflow.softplus(tensorflow.sub(z, own)), tensorflow.sub(1, chosen))
    const losses = tensorflow.div(tensorflow.sum(behind, -1), Math.max(1, classes - 1))
    return tensorflow.reshape(losses, call.targets.shape)
  },
}

function scoresOf(tensorflow: typeof tf, { outputs, logits }: LossCall): tf.Tensor {
  if (logits?.kind === 'softmax') return logits.tensor
  return tensorflow.log(tensorflow.maximum(outputs, probabilityMargin))
}
