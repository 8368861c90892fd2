// What an entry of the table of Keras classes gives, and curves that become a layer or two of ours.
import type { Settings } from '../../../../shared/fields'
import type { Shape } from '../layerType'
import { numberOf } from './json'
import type { Json } from './json'
import { complete } from './settings'

export interface Part {
  /** What its name ends with. */
  suffix: string
  type: string
  settings: Settings
}

export interface Known {
  type: string
  settings: Settings
  /** What its output goes through. */
  behind?: Part
}

/** `inputs`: shapes of what it is fed; `asked`: what its call was given by name. */
export type Reading = (config: Json, inputs: Shape[], asked: Json) => Known | undefined

export const as = (type: string, settings: Settings | undefined): Known | undefined => settings && { type, settings }

export const curve = (name: string | undefined): Known | undefined => as('activation', complete({ activation: name }))

export const shapedAs = (shape: Shape): Part => ({ suffix: 'reshaped', type: 'reshape', settings: { shape } })

/** Files have many numbers in float32, where 0.2 is 0.20000000298. */
export const isAbout = (value: unknown, wanted: number): boolean =>
  typeof value === 'number' && Math.abs(value - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted))

/** Numbers of a file in as many digits as float32 has. */
const rounded = (value: unknown): number | undefined => {
  const number = numberOf(value)
  return number === undefined ? undefined : Number(number.toPrecision(7))
}

/** The usual rectifiers are activations; one with another bound, slope or threshold is a layer with settings. */
export function relu({ max_value: most, negative_slope: slope, threshold }: Json): Known | undefined {
  const usual = (slope ?? 0) === 0 && (threshold ?? 0) === 0
  if (usual && (most === null || most === undefined)) return curve('relu')
  if (usual && isAbout(most, 6)) return curve('relu6')
  // No bound is written as 0 here.
  if (most === 0) return undefined
  return as(
    'relu',
    complete({ most: rounded(most ?? 0), slope: rounded(slope ?? 0), threshold: rounded(threshold ?? 0) }),
  )
}

export const leaky = (slope: unknown): Known | undefined => as('leakyRelu', complete({ slope: rounded(slope) }))

export const elu = (alpha: unknown): Known | undefined =>
  isAbout(alpha, 1) ? curve('elu') : as('elu', complete({ alpha: rounded(alpha) }))

export const rescaling = (config: Json): Known | undefined =>
  as('rescaling', complete({ scale: numberOf(config.scale), offset: numberOf(config.offset ?? 0) }))
