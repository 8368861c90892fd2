// Descriptions of form fields: every settings form is drawn from them, and every settings record is checked by them.
import type { Text } from './text'

export type FieldValue = number | string | boolean | number[] | string[] | null
export type Settings = Record<string, FieldValue>

interface FieldBase {
  name: string
  label: Text
  /** One sentence: what it does and when to change it. */
  help: Text
  /** Shown only when another field has one of these values. */
  showWhen?: { field: string; in: readonly FieldValue[] }
  /** Folded away until asked for. */
  advanced?: boolean
}

export interface NumberField extends FieldBase {
  kind: 'number' | 'integer'
  default: number
  min: number
  max: number
  step?: number
  unit?: Text
}
export interface ChoiceField extends FieldBase {
  kind: 'choice'
  default: string
  options: readonly { value: string; label: Text }[]
}
export interface SwitchField extends FieldBase {
  kind: 'switch'
  default: boolean
}
export interface TextField extends FieldBase {
  kind: 'text'
  default: string
  maxLength: number
  /** Written in the expression language of recipes, which can be completed as one types. */
  language?: 'expression'
}
/** A list of whole numbers, such as the units of hidden layers or the seeds of an experiment. */
export interface IntegersField extends FieldBase {
  kind: 'integers'
  default: readonly number[]
  min: number
  max: number
  minLength: number
  maxLength: number
}
/** A list of short texts, such as names of layers. */
export interface TextsField extends FieldBase {
  kind: 'texts'
  default: readonly string[]
  /** Of the list. */
  maxLength: number
  /** Of each text, in characters. */
  maxTextLength: number
  /** They are names of columns of the data set at hand. */
  of?: 'columns'
}
/** The name of a column of the data set at hand; '' means none. */
export interface ColumnField extends FieldBase {
  kind: 'column'
  default: string
}
/** The id of another data set of the workspace; '' means none. */
export interface DatasetField extends FieldBase {
  kind: 'dataset'
  default: string
}

export type Field =
  NumberField | ChoiceField | SwitchField | TextField | IntegersField | TextsField | ColumnField | DatasetField
