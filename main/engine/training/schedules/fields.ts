// The settings that several schedules share.
import type { NumberField } from '../../../../shared/fields'

export const dropFactor: NumberField = {
  kind: 'number',
  name: 'dropFactor',
  label: { en: 'Drop factor', zh: '下降系数' },
  help: { en: 'What the learning rate is multiplied by at each drop.', zh: '每次下降时学习率所乘的系数。' },
  default: 0.1,
  min: 0.0001,
  max: 0.9999,
}

export const finalShare: NumberField = {
  kind: 'number',
  name: 'finalShare',
  label: { en: 'Lowest share', zh: '最低比例' },
  help: {
    en: 'The lowest learning rate, as a share of the one at the start.',
    zh: '最低学习率占初始学习率的比例。',
  },
  default: 0,
  min: 0,
  max: 1,
  advanced: true,
}
