// Training, the fourth stage of the flow: one run, inside a worker, from prepared arrays to a kept model.
export { trainingFields } from './fields'
export { losses } from './losses'
export { optimizers } from './optimizers'
export type { Optimizer } from './optimizers'
export type { Loss } from './losses'
export { trainingSettings } from './settings'
export { train } from './train'
export type { TrainContext, TrainInput, Trained } from './train'
