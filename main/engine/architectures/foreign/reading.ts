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
  /** A layer on the same input, whose output is fed to it as well. */
  beside?: Part
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

/** The larger of x and x times the slope. */
export function leaky(slope: number | undefined): Known | undefined {
  if (slope === undefined || slope < 0 || slope > 1) return undefined
  if (isAbout(slope, 0)) return curve('relu')
  if (isAbout(slope, 0.2)) return curve('leakyRelu')
  const number = Number(slope.toPrecision(7))
  return {
    type: 'maximum',
    settings: {},
    beside: { suffix: 'scaled', type: 'arithmetic', settings: { operation: 'scale', number } },
  }
}

/** Rectified, and no more than `most`. */
export function relu({ max_value: most, negative_slope: slope, threshold }: Json): Known | undefined {
  if ((threshold ?? 0) !== 0) return undefined
  if (most === null || most === undefined) return leaky(numberOf(slope ?? 0))
  const number = numberOf(most)
  if ((slope ?? 0) !== 0 || number === undefined || number < 0) return undefined
  if (isAbout(number, 6)) return curve('relu6')
  const clip: Part = { suffix: 'clipped', type: 'arithmetic', settings: { operation: 'clip', number } }
  return { ...curve('relu'), behind: clip } as Known
}

export function rescaling(config: Json): Known | undefined {
  const [scale, offset] = [numberOf(config.scale), numberOf(config.offset ?? 0)]
  if (scale === undefined || offset === undefined) return undefined
  const scaled: Known = { type: 'arithmetic', settings: { operation: 'scale', number: scale } }
  if (offset === 0) return scaled
  return {
    ...scaled,
    behind: { suffix: 'offset', type: 'arithmetic', settings: { operation: 'offset', number: offset } },
  }
}
