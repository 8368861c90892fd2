// Schedule `cosine`: the learning rate falls along half a cosine, once or again and again.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { finalShare } from './fields'
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

const cycles: NumberField = {
  kind: 'integer',
  name: 'cycles',
  label: { en: 'Cycles', zh: '周期数' },
  help: {
    en: 'How many times it falls, each time from the full learning rate; more than 1 are warm restarts.',
    zh: '下降的次数，每次从完整的学习率开始；大于 1 即热重启。',
  },
  default: 1,
  min: 1,
  max: 1000,
}

/**
 * rate = end + (base - end) (1 + cos(pi x)) / 2, x the part done of the present cycle (Loshchilov and Hutter 2017):
 * torch's `CosineAnnealingLR`, with several cycles `CosineAnnealingWarmRestarts` of equal length.
 */
export const cosine: Schedule = {
  name: 'cosine',
  label: { en: 'Cosine', zh: '余弦下降' },
  summary: {
    en: 'Falls along half a cosine until the end, or several times with restarts.',
    zh: '沿半个余弦下降到训练结束，也可多次重启。',
  },
  foreign: { keras: 'CosineDecay', torch: 'CosineAnnealingLR' },
  fields: [cycles, finalShare],
  rate({ step, steps, settings, base }) {
    const done = ((step * numberOf(settings, cycles)) / steps) % 1
    const end = base * numberOf(settings, finalShare)
    return end + ((base - end) * (1 + Math.cos(Math.PI * done))) / 2
  },
  ...remembersNothing,
}
