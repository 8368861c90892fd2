// The layers of a Keras model as calls: what each is made of and which outputs of earlier calls it is fed.
import { at, listOf, numberOf, objectOf, textOf } from './json'
import type { Json } from './json'
import type { Operand } from './operations'
import { notReadable } from './problems'

/** An output of a call of a layer. */
export interface Source {
  layer: string
  /** Which call of that layer, from 0. */
  call: number
  /** Which of its outputs. */
  output: number
}

export interface Call {
  layer: ForeignLayer
  call: number
  sources: Source[]
  /** What was given by name, such as whether attention is causal. */
  asked: Json
  /** What it is given in order: outputs of layers and numbers. */
  operands: Operand[]
}

export interface ForeignLayer {
  name: string
  className: string
  /** Where the class is in Keras 3, '' in files of others. */
  module: string
  config: Json
  /** What Keras 3 wrote down of the shapes that the layer was built for. */
  built: unknown
  calls: unknown[]
}

/** More layers than this are no network that is drawn here. */
const mostLayers = 2000

/** The layers of a model's settings. Throws `architecture/not-readable`. */
export function layersOf(config: Json): ForeignLayer[] {
  const layers = listOf(config.layers)
  if (layers.length > mostLayers) throw notReadable(tooMany)
  return layers.map((layer, index) => {
    const own = objectOf(at(layer, 'config'))
    return {
      name: textOf(at(layer, 'name')) ?? textOf(at(own, 'name')) ?? `layer${index + 1}`,
      className: textOf(at(layer, 'class_name')) ?? 'Unknown',
      module: textOf(at(layer, 'module')) ?? '',
      config: own,
      built: at(layer, 'build_config'),
      calls: listOf(at(layer, 'inbound_nodes')),
    }
  })
}

const tooMany = { en: 'it has more than 2000 layers', zh: '其层数超过 2000' }

/** All calls of the layers, in the order of the file, which end in `ends`. */
export function callsOf(layers: readonly ForeignLayer[], ends: readonly Source[]): Call[] {
  const calls = layers.flatMap((layer) => layer.calls.map((call, index) => ({ layer, call: index, ...readCall(call) })))
  const furthest = new Map<string, number>()
  for (const { layer, call } of [...ends, ...calls.flatMap(({ sources }) => sources)]) {
    furthest.set(layer, Math.max(call, furthest.get(layer) ?? 0))
  }
  // Keras 2 and TensorFlow.js count as a model's first call the one that it was made of, and leave it out.
  const beganBefore = ({ name, className, calls }: ForeignLayer) =>
    isModel(className) && furthest.get(name) === calls.length
  return calls.map((call) => (beganBefore(call.layer) ? { ...call, call: call.call + 1 } : call))
}

/** Classes of models, which may stand in the place of a layer. */
export const isModel = (className: string): boolean => ['Sequential', 'Functional', 'Model'].includes(className)

/** Keras 3 writes arguments with their tensors in them, Keras 2 and TensorFlow.js a list of sources. */
function readCall(call: unknown): Pick<Call, 'sources' | 'asked' | 'operands'> {
  if (!Array.isArray(call)) {
    const asked = objectOf(at(call, 'kwargs'))
    // Which steps count is worked out anew; Keras 3 writes those tensors down as well.
    const given = Object.entries(asked).filter(([name]) => !name.endsWith('mask'))
    const named = given.map(([, value]) => value)
    return {
      sources: [...tensorsIn(at(call, 'args')), ...named.flatMap((value) => tensorsIn(value))],
      asked,
      operands: [...listOf(at(call, 'args')), ...named].flatMap(operandOf),
    }
  }
  const entries = typeof call[0] === 'string' ? [call] : call
  const sources = entries.map(sourceOf).filter((source) => source !== undefined)
  const asked = objectOf(listOf(entries[0])[3])
  const more = Object.entries(asked)
    .filter(([name]) => !name.endsWith('mask'))
    .map(([, value]) => value)
  return {
    sources: [...sources, ...more.map(sourceOf).filter((source) => source !== undefined)],
    asked,
    operands: [...sources.map((): Operand => 'layer'), ...more.flatMap(operandOf)],
  }
}

/** A number or an output of a layer; nothing for anything else. */
function operandOf(value: unknown): Operand[] {
  const number = numberOf(value)
  if (number !== undefined) return [number]
  return tensorsIn(value).length === 1 || sourceOf(value) !== undefined ? ['layer'] : []
}

/** [layer, call, output]; undefined for anything else. */
export function sourceOf(value: unknown): Source | undefined {
  const [layer, call, output] = listOf(value)
  if (typeof layer !== 'string') return undefined
  return { layer, call: numberOf(call) ?? 0, output: numberOf(output) ?? 0 }
}

/** How deep lists and objects of arguments may lie in one another. */
const deepest = 8

function tensorsIn(value: unknown, depth = 0): Source[] {
  if (depth > deepest || typeof value !== 'object' || value === null) return []
  if (at(value, 'class_name') === '__keras_tensor__') {
    const source = sourceOf(at(at(value, 'config'), 'keras_history'))
    return source === undefined ? [] : [source]
  }
  return Object.values(value).flatMap((one) => tensorsIn(one, depth + 1))
}

/** The calls that the ends are made of; what is computed beside them, such as a mask, is left out. */
export function neededFor(ends: readonly Source[], calls: readonly Call[]): Call[] {
  const key = (layer: string, call: number) => `${call}/${layer}`
  const byKey = new Map(calls.map((call) => [key(call.layer.name, call.call), call]))
  const needed = new Set<Call>()
  const waiting = [...ends]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const call = byKey.get(key(next.layer, next.call))
    if (call === undefined || needed.has(call)) continue
    needed.add(call)
    waiting.push(...call.sources)
  }
  return calls.filter((call) => needed.has(call))
}

/** The ends of a model: one source, or a list of them; by name in some files. */
export function endsOf(value: unknown): Source[] {
  const only = sourceOf(value)
  if (only !== undefined) return [only]
  const entries = Array.isArray(value) ? value : Object.values(objectOf(value))
  return entries.map(sourceOf).filter((source) => source !== undefined)
}
