// The registry of constraints: one line each.
import type { Constraint } from './constraint'
import { maxNorm } from './maxNorm'
import { minMaxNorm } from './minMaxNorm'
import { nonNegative } from './nonNegative'
import { unitNorm } from './unitNorm'

export const constraints = { maxNorm, nonNegative, unitNorm, minMaxNorm } as const satisfies Record<string, Constraint>

export type ConstraintName = keyof typeof constraints
