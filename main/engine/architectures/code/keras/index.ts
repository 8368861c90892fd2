// What each layer type is in Keras 3: one entry a type.
import { attentions } from './attentions'
import { convolutions, recurrences } from './convolutions'
import { grids } from './grids'
import { simple } from './simple'
import { maker } from './kerasLayer'
import type { KerasTable, KerasWriter } from './kerasLayer'
import { isFilm } from '../../stepByStep'
import { code, gridTypes, ofOneStep } from '../written'

const kerasTable: KerasTable = { ...simple, ...convolutions, ...recurrences, ...attentions, ...grids }

/** The writer of a layer type, undefined where there is none yet. */
export function kerasWriter(type: string): KerasWriter | undefined {
  const writer = Object.hasOwn(kerasTable, type) ? kerasTable[type] : undefined
  return writer && gridTypes.has(type) ? everyStep(writer) : writer
}

/** Of a film every grid by itself. */
function everyStep(writer: KerasWriter): KerasWriter {
  return (layer) => {
    if (!isFilm(layer.inputs[0])) return writer(layer)
    const { callee, named, first, behind, ...rest } = writer(ofOneStep(layer))
    const step = code(maker(callee, named, first))
    const later = behind === undefined ? {} : { behind: `[:, ${behind.slice(1)}` }
    return { callee: 'layers.TimeDistributed', first: [step], named: {}, ...later, ...rest }
  }
}

export { kerasClasses } from './classes'
export type { KerasClass } from './classes'
export type { KerasLayer } from './kerasLayer'
export { curveNeeds, kerasActivation } from './weights'
