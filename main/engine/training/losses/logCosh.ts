// Loss `logCosh`: a smooth absolute error.
import { ofErrors } from './pairs'
import type { Loss } from './loss'

/** ln cosh(e), computed as e + softplus(-2 e) - ln 2 (Keras's `LogCosh`). */
export const logCosh: Loss = {
  name: 'logCosh',
  label: { en: 'Log-cosh', zh: 'Log-cosh 损失' },
  summary: {
    en: 'Like Huber, but smooth everywhere.',
    zh: '类似 Huber，但处处光滑。',
  },
  foreign: { keras: 'LogCosh', torch: null },
  goals: ['regression'],
  activations: ['linear'],
  smooths: false,
  fields: [],
  perRow: (tf, call) => ofErrors(tf, call, (error) => tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2)),
}
