// What each layer type is in TensorFlow.js: one entry a type.
import { base, ownLayer } from './classBase'
import { smallClasses } from './classes'
import { curveTexts } from './curveTexts'
import { itemClasses } from './itemClasses'
import { sequenceClasses } from './sequenceClasses'
import { sequences } from './sequences'
import { simple } from './simple'
import type { TfjsClass, TfjsTable, TfjsWriter } from './tfjsLayer'

const tfjsTable: TfjsTable = { ...simple, ...sequences }

/** The writer of a layer type, undefined where there is none yet. */
export function tfjsWriter(type: string): TfjsWriter | undefined {
  return Object.hasOwn(tfjsTable, type) ? tfjsTable[type] : undefined
}

const classes = { ...smallClasses, ...itemClasses, ...sequenceClasses }

/** The classes that a body names, with all that they stand on. */
export function classesIn(body: string, curves: ReadonlySet<string>): { text: string; names: TfjsClass[] } {
  const names = (Object.keys(classes) as (keyof typeof classes)[]).filter(
    (name): name is TfjsClass => name !== 'attending' && body.includes(`new ${name}(`),
  )
  if (names.length === 0) return { text: '', names }
  const written = Object.entries(curveTexts).filter(([name]) => curves.has(name))
  const table = written.map(([name, text]) => `  ${name}: ${text},`).join('\n')
  const attends = names.some((name) => ['Attention', 'MultiHeadAttention'].includes(name))
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
