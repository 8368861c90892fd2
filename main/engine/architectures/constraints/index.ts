// Constraints: bounds that weights are held within.
export type { Constraint } from './constraint'
export { constrained, constraintFields } from './fields'
export { constraints } from './registry'
