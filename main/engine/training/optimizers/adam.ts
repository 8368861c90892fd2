// Optimiser `adam`: momentum and a rate of its own for each weight, both corrected for their start at zero.
import { amsgrad, beta1, beta2, epsilon } from './fields'
import { adamSlotsOf, adamUpdate } from './moments'
import type { Optimizer } from './optimizer'

/** Kingma and Ba 2015; the formula is at `adamUpdate`. Keras's `Adam`; torch's adds its epsilon after the correction. */
export const adam: Optimizer = {
  name: 'adam',
  label: { en: 'Adam', zh: 'Adam' },
  summary: {
    en: 'Momentum and a rate of its own for each weight; a good first choice.',
    zh: '结合动量与逐权重的自适应学习率；通常是首选。',
  },
  foreign: { keras: 'Adam', torch: 'Adam' },
  fields: [beta1, beta2, epsilon, amsgrad],
  slots: adamSlotsOf,
  numbers: [],
  rows: null,
  update: adamUpdate,
}
