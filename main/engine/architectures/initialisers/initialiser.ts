// What an initialiser is: it draws a weight's first values, in plain JavaScript and from a seed, so that no tier decides them.
import type { Field, Settings, Text } from '../../../../shared/fields'
import type { Random } from '../../../../shared/numbers/random'

export interface DrawArgs {
  /** The shape of the weight; its last axis are the units it leads to, the one before what it comes from. */
  shape: readonly number[]
  random: Random
  settings: Settings
}

export interface Initialiser {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string }
  fields: Field[]
  /** Row-major values. */
  draw(args: DrawArgs): Float32Array
}
