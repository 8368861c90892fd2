// Schedule `exponential`: the learning rate shrinks by the same share at every step.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

const decayFactor: NumberField = {
  kind: 'number',
  name: 'decayFactor',
  label: { en: 'Factor an epoch', zh: '每轮系数' },
  help: {
    en: 'What is left of the learning rate after an epoch; it shrinks smoothly, step by step.',
    zh: '一轮之后学习率剩余的比例；逐步平滑下降。',
  },
  default: 0.95,
  min: 0.0001,
  max: 1,
}

/** rate = base x factor^(step / steps an epoch), Keras's `ExponentialDecay`; at whole epochs torch's `ExponentialLR`. */
export const exponential: Schedule = {
  name: 'exponential',
  label: { en: 'Exponential', zh: '指数下降' },
  summary: { en: 'Shrinks by the same share at every step.', zh: '每一步按相同比例下降。' },
  foreign: { keras: 'ExponentialDecay', torch: 'ExponentialLR' },
  fields: [decayFactor],
  rate: ({ step, stepsPerEpoch, settings, base }) => base * numberOf(settings, decayFactor) ** (step / stepsPerEpoch),
  ...remembersNothing,
}
