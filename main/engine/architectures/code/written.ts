// What the writers of both languages are handed of a layer, and how calls are written.
import { quoted } from './identifiers'
import type { Settings } from '../../../../shared/fields'
import type { Shape, WeightSpec } from '../layerType'

export interface WrittenLayer {
  type: string
  settings: Settings
  inputs: Shape[]
  shape: Shape
  weights: WeightSpec[]
  /** True where some steps of an input may not count. */
  masked: boolean
  /** An embedding whose table is read the other way round as well, by a layer that shares it. */
  scoresToo: boolean
}

/** Text that is code already. */
export interface Code {
  code: string
}
export type Argument = string | number | boolean | readonly Argument[] | Code | undefined

export const code = (text: string): Code => ({ code: text })

/** How a language writes values and calls. */
export interface Notation {
  value(argument: Exclude<Argument, undefined>): string
  /** Arguments that are undefined are left out. */
  call(callee: string, named: Record<string, Argument>, first?: readonly Argument[]): string
}

const given = (named: Record<string, Argument>) =>
  Object.entries(named).filter((entry): entry is [string, Exclude<Argument, undefined>] => entry[1] !== undefined)

export const python: Notation = {
  value(argument) {
    if (typeof argument === 'boolean') return argument ? 'True' : 'False'
    if (typeof argument === 'string') return quoted(argument)
    if (typeof argument === 'number') return String(argument)
    if ('code' in argument) return argument.code
    const items = argument.map((item) => python.value(item as Exclude<Argument, undefined>))
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  },
  call(callee, named, first = []) {
    const ahead = first.map((argument) => python.value(argument as Exclude<Argument, undefined>))
    const behind = given(named).map(([name, argument]) => `${name}=${python.value(argument)}`)
    return `${callee}(${[...ahead, ...behind].join(', ')})`
  },
}

export const typescript: Notation = {
  value(argument) {
    if (typeof argument === 'string') return quoted(argument)
    if (typeof argument === 'number' || typeof argument === 'boolean') return String(argument)
    if ('code' in argument) return argument.code
    return `[${argument.map((item) => typescript.value(item as Exclude<Argument, undefined>)).join(', ')}]`
  },
  call(callee, named, first = []) {
    const ahead = first.map((argument) => typescript.value(argument as Exclude<Argument, undefined>))
    const behind = given(named).map(([name, argument]) => `${name}: ${typescript.value(argument)}`)
    const object = behind.length > 0 || ahead.length === 0 ? [`{ ${behind.join(', ')} }`] : []
    return `${callee}(${[...ahead, ...object].join(', ').replace('{  }', '{}')})`
  },
}

export const flag = (settings: Settings, name: string): boolean => settings[name] === true
export const amount = (settings: Settings, name: string): number => Number(settings[name])
export const word = (settings: Settings, name: string): string => String(settings[name])

/** Where a slice begins, counted from the front. */
export function startOf(settings: Settings, from: Shape): number {
  const start = amount(settings, 'start')
  const size = settings.axis === 'first' ? from[0] : from.at(-1)
  return start < 0 ? (size ?? 0) + start : start
}

/** Layers of grids that take films as well, see `stepByStep`. */
export const gridTypes: ReadonlySet<string> = new Set([
  ...['conv2d', 'depthwiseConv2d', 'separableConv2d', 'maxPooling2d', 'averagePooling2d'],
  ...['globalMaxPooling2d', 'globalAveragePooling2d'],
])

/** The layer as it is at one step of a film. */
export function ofOneStep(layer: WrittenLayer): WrittenLayer {
  return { ...layer, inputs: layer.inputs.map((shape) => shape.slice(1)), shape: layer.shape.slice(1) }
}
