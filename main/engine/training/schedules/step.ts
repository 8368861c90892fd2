// Schedule `step`: the learning rate drops at once after every so many epochs.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { dropFactor } from './fields'
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

const dropEvery: NumberField = {
  kind: 'integer',
  name: 'dropEvery',
  label: { en: 'Drop every', zh: '下降间隔' },
  help: { en: 'Epochs between two drops.', zh: '两次下降之间的轮数。' },
  default: 10,
  min: 1,
  max: 100_000,
  unit: { en: 'epochs', zh: '轮' },
}

/** rate = base x factor^floor(epoch / every), torch's `StepLR`. */
export const step: Schedule = {
  name: 'step',
  label: { en: 'Steps', zh: '阶梯下降' },
  summary: { en: 'Drops at once after every so many epochs.', zh: '每隔若干轮一次性下降。' },
  foreign: { keras: 'PiecewiseConstantDecay', torch: 'StepLR' },
  fields: [dropEvery, dropFactor],
  rate({ step: at, stepsPerEpoch, settings, base }) {
    const drops = Math.floor(at / (numberOf(settings, dropEvery) * stepsPerEpoch))
    return base * numberOf(settings, dropFactor) ** drops
  },
  ...remembersNothing,
}
