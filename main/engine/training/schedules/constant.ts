// Schedule `constant`: the same learning rate for every step.
import { remembersNothing } from './schedule'
import type { Schedule } from './schedule'

/** rate = base. */
export const constant: Schedule = {
  name: 'constant',
  label: { en: 'Constant', zh: '恒定' },
  summary: { en: 'The same learning rate for every step.', zh: '每一步使用相同的学习率。' },
  foreign: { keras: null, torch: 'ConstantLR' },
  fields: [],
  rate: ({ base }) => base,
  ...remembersNothing,
}
