// The playground's part of training: a small network that is watched and steered step by step.
export { openPlay, playTier } from './play'
export type { Play, PlayInput } from './play'
export { createPace, firstSpeed } from './pace'
export type { Pace } from './pace'
export { plainSumOf } from './plainSum'
export { drawnLayers } from './layers'
export { someRows } from './sample'
export { playTraining, playTrainingFields } from './fields'
