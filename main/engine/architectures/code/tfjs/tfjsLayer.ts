// What a writer says of a layer in TensorFlow.js: the function or class that makes it, and what follows it.
import type { Argument, WrittenLayer } from '../written'
import type { sequenceClasses } from './sequenceClasses'
import type { smallClasses } from './classes'
import type { gridClasses } from './gridClasses'
import type { itemClasses } from './itemClasses'

export type TfjsClass = Exclude<
  keyof typeof smallClasses | keyof typeof itemClasses | keyof typeof sequenceClasses | keyof typeof gridClasses,
  'attending'
>

export interface TfjsLayer {
  /** A function of tf.layers, or a class of the program. */
  callee: string
  named: Record<string, Argument>
  /** Makers of layers that the output goes through. */
  after?: readonly string[]
  /** A curve that tf.layers has no name for, put behind the layer. */
  curve?: string
  /** Curves that its class looks up. */
  curves?: readonly string[]
  /** A mask that is fed to it behind its inputs. */
  mask?: string
}

/** `masks`: names of the masks of its inputs, null where every step counts. */
export type TfjsWriter = (layer: WrittenLayer, masks: readonly (string | null)[]) => TfjsLayer
export type TfjsTable = Record<string, TfjsWriter>

export const plainly =
  (callee: string, arguments_: (layer: WrittenLayer) => Record<string, Argument> = () => ({})): TfjsWriter =>
  (layer) => ({ callee: `tf.layers.${callee}`, named: arguments_(layer) })
