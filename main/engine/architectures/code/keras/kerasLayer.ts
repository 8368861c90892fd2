// What a writer says of a layer in Keras: how it is made and how it is called.
import { python } from '../written'
import type { Argument, WrittenLayer } from '../written'
import type { KerasClass } from './classes'

export interface KerasLayer {
  /** The class or function that makes it. */
  callee: string
  named: Record<string, Argument>
  first?: readonly Argument[]
  /** Classes and functions that the program has to have. */
  needs?: readonly KerasClass[]
  /** Makers of layers that the first input goes through before. */
  before?: readonly string[]
  /** Makers of layers that the output goes through. */
  after?: readonly string[]
  /** What follows the call, such as a slice. */
  behind?: string
  /** The arguments of the call; one variable or a list of all if it is left out. */
  fed?: (inputs: readonly string[]) => string
}

export type KerasWriter = (layer: WrittenLayer) => KerasLayer

/** A writer for each layer type, by its name. */
export type KerasTable = Record<string, KerasWriter>

export const plainly =
  (callee: string, arguments_: (layer: WrittenLayer) => Record<string, Argument> = () => ({})): KerasWriter =>
  (layer) => ({ callee, named: arguments_(layer) })

export const maker = (callee: string, named: Record<string, Argument>, first: readonly Argument[] = []): string =>
  python.call(callee, named, first)
