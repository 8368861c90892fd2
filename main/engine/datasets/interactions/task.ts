// What a task of users, items or series is: how rows of a table are arranged into aligned blocks for it.
import type { Problem } from '../../../../shared/contract/errors'
import type { Field, Settings } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'
import type { Goal, Role, Task } from '../../../../shared/records'
import type { InputBlock } from '../../workspace/prepared'
import type { Pieces } from '../pieces'
import type { TaskRows } from './rows'
import type { Vocabulary } from './vocabulary'

/** A column that a task reads if there is one: that with the role, or else that with another. */
export interface TaskRead {
  role: Role
  or?: Role
  as: 'words' | 'numbers' | 'times'
  /** True when a row without a value cannot take part. */
  needed: boolean
}

/** Rows for a network: all arrays are aligned by example. */
export interface Examples {
  blocks: InputBlock[]
  /** As `Prepared.target`. */
  target: Float32Array
  /** Part codes. */
  part: Uint8Array
  /** The row of the table that each example is to predict, or that its pair was drawn for. */
  row: Int32Array
  weight?: Float32Array
  /** As `Prepared.window`. */
  window?: Uint8Array
}

/** In place of examples that would be too many. */
export const noExample: Examples = {
  blocks: [],
  target: new Float32Array(0),
  part: new Uint8Array(0),
  row: new Int32Array(0),
}

/** All that a network is trained on, and what has to be kept to do the same to new rows. */
export interface Arranged extends Examples {
  goal: Goal
  /** As `DatasetFacts.outputs`. */
  outputs?: number
  /** Of the target, to turn outputs back into its own units; 0 and 1 where it is a code. */
  mean: number
  deviation: number
  vocabularies: Vocabulary[]
  problems: Problem[]
}

/** What new rows are arranged with: settings and words of the training. */
export interface Known {
  settings: Settings
  /** By name; code 0 for a word that training never had. */
  codeOf(list: string, word: string): number
  sizeOf(list: string): number
  mean: number
  deviation: number
}

/** New rows for a network; no example has a target. */
export interface Asked {
  blocks: InputBlock[]
  /** What each example is about: the user or the series, '' where there is but one; for pairs the number of the row. */
  keys: string[]
}

export interface ArrayTask {
  name: Task
  label: Text
  summary: Text
  fields: readonly Field[]
  reads: readonly TaskRead[]
  /** The role whose column is predicted. */
  predicts: Role
  /** True for rows that take part; left out when all do that have the needed values. */
  takes?(rows: TaskRows, settings: Settings): (place: number) => boolean
  /** True for rows that can be predicted and so are split; left out when all can. */
  splits?(rows: TaskRows): (place: number) => boolean
  /** From rows with their parts to examples; learns from training rows alone. */
  arrange(rows: TaskRows, settings: Settings): Pieces<Arranged>
  /** The same for new rows, of which none has a part. */
  ask(rows: TaskRows, known: Known): Asked
}
