// Initialisers: how the first values of weights are drawn.
export { initialiserField, initialiserOf } from './field'
export type { Initialiser } from './initialiser'
export { initialisers } from './registry'
export type { InitialiserName } from './registry'
