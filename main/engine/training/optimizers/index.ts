// The optimiser registry: one line an optimiser.
import { adadelta } from './adadelta'
import { adagrad } from './adagrad'
import { adam } from './adam'
import { adamW } from './adamW'
import { adamax } from './adamax'
import { lazyAdam } from './lazyAdam'
import { momentum } from './momentum'
import { nadam } from './nadam'
import { nesterov } from './nesterov'
import type { Optimizer } from './optimizer'
import { rmsprop } from './rmsprop'
import { sgd } from './sgd'

export type { Optimizer, Rates, Remembered, Update, Updated } from './optimizer'
export const optimizers = {
  adam,
  adamW,
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adagrad,
  adadelta,
  adamax,
  nadam,
  lazyAdam,
} as const satisfies Record<string, Optimizer>

/** The optimiser of that name, which a field has checked. */
export function optimizerOf(name: string): Optimizer {
  return optimizers[name as keyof typeof optimizers]
}
