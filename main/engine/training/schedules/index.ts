// The schedule registry, one line a schedule, and the learning rate of a step with warm-up.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { constant } from './constant'
import { cosine } from './cosine'
import { exponential } from './exponential'
import { oneCycle } from './oneCycle'
import { plateau } from './plateau'
import { polynomial } from './polynomial'
import type { Moment, Schedule } from './schedule'
import { step } from './step'

export type { Moment, Schedule } from './schedule'
export const schedules = {
  constant,
  step,
  exponential,
  cosine,
  polynomial,
  oneCycle,
  plateau,
} as const satisfies Record<string, Schedule>

/** The schedule of that name, which a field has checked. */
export function scheduleOf(name: string): Schedule {
  return schedules[name as keyof typeof schedules]
}

export const warmupSteps: NumberField = {
  kind: 'integer',
  name: 'warmupSteps',
  label: { en: 'Warm-up', zh: '预热' },
  help: {
    en: 'Steps at the start in which the learning rate rises in a straight line, before the schedule begins; 0 is off.',
    zh: '开始阶段学习率沿直线上升的步数，之后学习率计划才开始；0 表示关闭。',
  },
  default: 0,
  min: 0,
  max: 10_000_000,
  unit: { en: 'steps', zh: '步' },
  advanced: true,
}

/**
 * The learning rate of a step. In the first `warmupSteps` steps it is (step + 1) / warmupSteps of what the schedule begins
 * with (Goyal et al. 2017); then the schedule has the steps that are left to itself.
 */
export function learningRateAt(schedule: Schedule, moment: Moment): number {
  const warmup = numberOf(moment.settings, warmupSteps)
  const steps = Math.max(1, moment.steps - warmup)
  const rate = schedule.rate({ ...moment, step: Math.max(0, moment.step - warmup), steps })
  return moment.step < warmup ? (rate * (moment.step + 1)) / warmup : rate
}
