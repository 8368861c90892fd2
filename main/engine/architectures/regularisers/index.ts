// Regularisers: penalties on the size of weights.
export { penalised, penaltyFields } from './fields'
export { regularisers } from './registry'
export type { Regulariser } from './regulariser'
