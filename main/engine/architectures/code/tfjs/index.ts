// What each layer type is in TensorFlow.js: one entry a type.
import { base, ownLayer } from './classBase'
import { smallClasses } from './classes'
import { curveTexts } from './curveTexts'
import { gridClasses } from './gridClasses'
import { grids } from './grids'
import { itemClasses } from './itemClasses'
import { sequenceClasses } from './sequenceClasses'
import { sequences } from './sequences'
import { simple } from './simple'
import type { TfjsClass, TfjsTable, TfjsWriter } from './tfjsLayer'
import { isFilm } from '../../stepByStep'
import { code, gridTypes, ofOneStep, typescript } from '../written'

const tfjsTable: TfjsTable = { ...simple, ...sequences, ...grids }

/** The writer of a layer type, undefined where there is none yet. */
export function tfjsWriter(type: string): TfjsWriter | undefined {
  const writer = Object.hasOwn(tfjsTable, type) ? tfjsTable[type] : undefined
  return writer && gridTypes.has(type) ? everyStep(writer) : writer
}

/** Of a film every grid by itself. */
function everyStep(writer: TfjsWriter): TfjsWriter {
  return (layer, masks) => {
    if (!isFilm(layer.inputs[0])) return writer(layer, masks)
    const { callee, named, ...rest } = writer(ofOneStep(layer), masks)
    // A class of the program is called by its type, as it has no other layer to share a name with.
    const own = callee.startsWith('new ') ? { name: `${layer.type}Step`, ...named } : named
    const step = code(`${typescript.call(callee, own)} as never`)
    return { callee: 'tf.layers.timeDistributed', named: { layer: step }, ...rest }
  }
}

const classes = { ...smallClasses, ...itemClasses, ...sequenceClasses, ...gridClasses }

/** The classes that a body names, with all that they stand on. */
export function classesIn(body: string, curves: ReadonlySet<string>): { text: string; names: TfjsClass[] } {
  const names = (Object.keys(classes) as (keyof typeof classes)[]).filter(
    (name): name is TfjsClass => name !== 'attending' && body.includes(`new ${name}(`),
  )
  if (names.length === 0) return { text: '', names }
  const written = Object.entries(curveTexts).filter(([name]) => curves.has(name))
  const table = written.map(([name, text]) => `  ${name}: ${text},`).join('\n')
  const attends = names.some((name) => ['Attention', 'MultiHeadAttention', 'TransformerBlock'].includes(name))
  const parts = [
    ownLayer,
    ...(written.length > 0 ? [`const curves: Record<string, (x: tf.Tensor) => tf.Tensor> = {\n${table}\n}`] : []),
    ...(attends ? [classes.attending] : []),
    ...names.map((name) => `${classes[name]}\ntf.serialization.registerClass(${name})`),
  ]
  return { text: parts.join('\n\n'), names }
}

export { base }
export { maskBehind } from './masks'
export type { MadeMask } from './masks'
export type { TfjsClass, TfjsLayer } from './tfjsLayer'
