// Activations: the curves that sums go through.
export { activate, activationOf, plainActivation } from './activate'
export { curves } from './curves'
export type { Activation, ActivationName } from './curves'
export { activationField, activations, hiddenActivations } from './field'
