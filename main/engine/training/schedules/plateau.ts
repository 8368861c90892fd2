// Schedule `plateau`: the learning rate drops when the monitored loss has not become better for some epochs.
import type { NumberField } from '../../../../shared/fields'
import { numberOf } from '../values'
import { dropFactor, finalShare } from './fields'
import type { Schedule } from './schedule'

const epochs = { kind: 'integer', max: 10_000, unit: { en: 'epochs', zh: '轮' } } as const

const plateauPatience: NumberField = {
  ...epochs,
  name: 'plateauPatience',
  label: { en: 'Drop after', zh: '下降前等待' },
  help: {
    en: 'Epochs in a row without a better loss after which the learning rate drops.',
    zh: '损失连续若干轮没有改善后学习率下降。',
  },
  default: 10,
  min: 1,
}

const plateauDelta: NumberField = {
  kind: 'number',
  name: 'plateauDelta',
  label: { en: 'Better by at least', zh: '最小改善量' },
  help: { en: 'A loss that is lower by less counts as no better.', zh: '损失降低小于该值时不算改善。' },
  default: 0.0001,
  min: 0,
  max: 1_000_000,
  advanced: true,
}

const plateauCooldown: NumberField = {
  ...epochs,
  name: 'plateauCooldown',
  label: { en: 'Rest after a drop', zh: '下降后的停歇' },
  help: { en: 'Epochs after a drop that are not counted.', zh: '每次下降后不计数的轮数。' },
  default: 0,
  min: 0,
  advanced: true,
}

/** Best loss, epochs without a better one, epochs of rest left, and drops so far. Finite, so that JSON keeps them. */
const start = [Number.MAX_VALUE, 0, 0, 0] as const

/** Keras's `ReduceLROnPlateau`; torch's waits one epoch longer. The rate is base x factor^drops, but at least base x lowest share. */
export const plateau: Schedule = {
  name: 'plateau',
  label: { en: 'Drop on plateau', zh: '停滞时下降' },
  summary: {
    en: 'Drops when the validation loss has not become better for some epochs.',
    zh: '验证损失若干轮没有改善时下降。',
  },
  foreign: { keras: 'ReduceLROnPlateau', torch: 'ReduceLROnPlateau' },
  fields: [plateauPatience, dropFactor, plateauDelta, plateauCooldown, finalShare],
  rate({ settings, base, memory }) {
    const drops = memory[3] ?? 0
    return base * Math.max(numberOf(settings, dropFactor) ** drops, Math.min(numberOf(settings, finalShare), 1))
  },
  memory: start,
  finished(memory, monitored, settings) {
    const [best, waited, resting, drops] = memory as unknown as [number, number, number, number]
    const rest = Math.max(0, resting - 1)
    if (monitored < best - numberOf(settings, plateauDelta)) return [monitored, 0, rest, drops]
    if (rest > 0) return [best, 0, rest, drops]
    const waiting = (resting > 0 ? 0 : waited) + 1
    if (waiting < numberOf(settings, plateauPatience)) return [best, waiting, rest, drops]
    return [best, 0, numberOf(settings, plateauCooldown), drops + 1]
  },
}
