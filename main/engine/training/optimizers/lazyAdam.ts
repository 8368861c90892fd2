// Optimiser `lazyAdam`: Adam that leaves the rows of a table alone which a batch did not look up.
import { beta1, beta2, epsilon } from './fields'
import { adamSlots, adamUpdate } from './moments'
import type { Optimizer } from './optimizer'

/**
 * TensorFlow Addons' `LazyAdam`: Adam's formula for the rows of embedding tables that were looked up and for all other
 * weights; rows that were not looked up keep their values, their means do not decay. So a step costs what its batch does,
 * whatever the size of the table.
 */
export const lazyAdam: Optimizer = {
  name: 'lazyAdam',
  label: { en: 'Lazy Adam', zh: '惰性 Adam' },
  summary: {
    en: 'Adam that moves only the looked-up rows of embedding tables; for large catalogues.',
    zh: '只更新嵌入表中被查到的行的 Adam；适用于大型目录。',
  },
  foreign: { keras: null, torch: 'SparseAdam' },
  fields: [beta1, beta2, epsilon],
  slots: () => adamSlots,
  numbers: [],
  rows: 'lazy',
  update: adamUpdate,
}
