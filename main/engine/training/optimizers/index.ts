// The optimiser registry: one line an optimiser.
import { adam } from './adam'
import { momentum } from './momentum'
import type { Optimizer } from './optimizer'
import { rmsprop } from './rmsprop'
import { sgd } from './sgd'

export type { Optimizer, Rates, Update } from './optimizer'
export const optimizers = { adam, sgd, momentum, rmsprop } as const satisfies Record<string, Optimizer>

/** The optimiser of that name, which a field has checked. */
export function optimizerOf(name: string): Optimizer {
  return optimizers[name as keyof typeof optimizers]
}
