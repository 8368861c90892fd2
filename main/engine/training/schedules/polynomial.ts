// Schedule `polynomial`: the learning rate falls to the end in a straight line, or along a power of it.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { finalShare } from './fields'
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

const power: NumberField = {
  kind: 'number',
  name: 'power',
  label: { en: 'Power', zh: '幂次' },
  help: { en: '1 is a straight line; larger falls sooner.', zh: '1 为直线；越大下降越早。' },
  default: 1,
  min: 0.01,
  max: 100,
}

/** rate = end + (base - end) (1 - step / steps)^power, Keras's `PolynomialDecay`. */
export const polynomial: Schedule = {
  name: 'polynomial',
  label: { en: 'Linear or polynomial', zh: '线性或多项式下降' },
  summary: { en: 'Falls to the end in a straight line, or along a power of it.', zh: '沿直线或其幂次下降到训练结束。' },
  foreign: { keras: 'PolynomialDecay', torch: 'PolynomialLR' },
  fields: [power, finalShare],
  rate({ step, steps, settings, base }) {
    const end = base * numberOf(settings, finalShare)
    return end + (base - end) * (1 - Math.min(step / steps, 1)) ** numberOf(settings, power)
  },
  ...remembersNothing,
}
