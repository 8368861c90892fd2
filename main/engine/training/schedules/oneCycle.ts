// Schedule `oneCycle`: the learning rate rises to its full height and then falls far below where it began.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

const riseShare: NumberField = {
  kind: 'number',
  name: 'riseShare',
  label: { en: 'Rising share', zh: '上升比例' },
  help: { en: 'The part of the run in which the learning rate rises.', zh: '学习率上升阶段占整个训练的比例。' },
  default: 0.3,
  min: 0,
  max: 1,
}

const startDivisor: NumberField = {
  kind: 'number',
  name: 'startDivisor',
  label: { en: 'Start divisor', zh: '起始除数' },
  help: {
    en: 'The first learning rate is the full one divided by this.',
    zh: '最初的学习率为完整学习率除以该数。',
  },
  default: 25,
  min: 1,
  max: 1_000_000,
  advanced: true,
}

const endDivisor: NumberField = {
  kind: 'number',
  name: 'endDivisor',
  label: { en: 'End divisor', zh: '结束除数' },
  help: {
    en: 'The last learning rate is the first one divided by this.',
    zh: '最后的学习率为最初学习率除以该数。',
  },
  default: 10_000,
  min: 1,
  max: 1_000_000_000,
  advanced: true,
}

/**
 * Smith and Topin 2019 with two half cosines, torch's `OneCycleLR`: base / start -> base -> base / start / end.
 * The momentum stays as it is.
 */
export const oneCycle: Schedule = {
  name: 'oneCycle',
  label: { en: 'One cycle', zh: '单周期' },
  summary: {
    en: 'Rises to the full learning rate and then falls far below; often trains in fewer epochs.',
    zh: '先升至完整学习率，再降到很低；往往可用更少的轮数完成训练。',
  },
  foreign: { keras: null, torch: 'OneCycleLR' },
  fields: [riseShare, startDivisor, endDivisor],
  rate({ step, steps, settings, base }) {
    const first = base / numberOf(settings, startDivisor)
    const peak = numberOf(settings, riseShare) * steps - 1
    if (step <= peak) return between(first, base, peak === 0 ? 1 : step / peak)
    return between(base, first / numberOf(settings, endDivisor), (step - peak) / (steps - 1 - peak))
  },
  ...remembersNothing,
}

/** Half a cosine from one rate to the other. */
function between(from: number, to: number, done: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(done, 1)))) / 2
}
