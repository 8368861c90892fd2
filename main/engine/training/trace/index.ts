// Recording: what plain operations do, made into TensorFlow graphs.
export { compileChunk } from './chunk'
export type { ChunkProgram } from './chunk'
export { compile } from './program'
export type { GraphTier, Program } from './program'
export { NotRecordable, recording } from './recorder'
export { loopingScan } from './scan'
export { blockwise } from './blockwise'
export { rowsReplaced } from './replaceRows'
