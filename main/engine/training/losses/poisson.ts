// Loss `poisson`: for counts, with an output above 0.
import { probabilityMargin } from './loss'
import { ofPairs } from './pairs'
import type { Loss } from './loss'

/** p - y ln(p + 1e-7) (Keras's `Poisson`). It takes counts as they are: standardised targets, which are negative too, are none, so that no goal offers it. */
export const poisson: Loss = {
  name: 'poisson',
  label: { en: 'Poisson', zh: '泊松损失' },
  summary: {
    en: 'For counts that are not standardised and an output above 0.',
    zh: '用于未标准化的计数以及大于 0 的输出。',
  },
  foreign: { keras: 'Poisson', torch: 'PoissonNLLLoss' },
  goals: [],
  activations: ['softplus'],
  smooths: false,
  fields: [],
  perRow: (tf, { targets, outputs }) =>
    ofPairs(tf, targets, outputs, (target, output) => {
      return tf.sub(output, tf.mul(target, tf.log(tf.add(output, probabilityMargin))))
    }),
}
