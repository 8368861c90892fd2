// What each layer type is in Keras 3: one entry a type.
import { attentions } from './attentions'
import { convolutions, recurrences } from './convolutions'
import { simple } from './simple'
import type { KerasTable, KerasWriter } from './kerasLayer'

const kerasTable: KerasTable = { ...simple, ...convolutions, ...recurrences, ...attentions }

/** The writer of a layer type, undefined where there is none yet. */
export function kerasWriter(type: string): KerasWriter | undefined {
  return Object.hasOwn(kerasTable, type) ? kerasTable[type] : undefined
}

export { kerasClasses } from './classes'
export type { KerasClass } from './classes'
export type { KerasLayer } from './kerasLayer'
export { curveNeeds, kerasActivation } from './weights'
