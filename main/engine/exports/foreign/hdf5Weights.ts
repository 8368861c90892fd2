// Where Keras puts the weights of a layer in its two kinds of HDF5 files: in those of whole models, and in those inside a `.keras` file.
import type { Group } from 'h5wasm/node'
import { layersOf } from '../../architectures'
import type { FileWeight, FileWeights } from '../../architectures'
import { groupAt, namesOf, weightAt } from './hdf5'

/** All of them, undefined where one is none. */
export const whole = (weights: (FileWeight | undefined)[]): FileWeight[] | undefined =>
  weights.every((weight) => weight !== undefined) ? weights : undefined

/** In an `.h5` file of a whole model: a group for each layer of the outermost model, with the names of all its weights. */
export function weightsOfH5(root: Group): FileWeights | null {
  const all = groupAt(root, 'model_weights')
  if (all === undefined) return null
  return ([first = '', ...inner]) => {
    const group = groupAt(all, first)
    if (group === undefined) return undefined
    const own = inner.at(-1)
    const names = namesOf(group, 'weight_names').filter((name) => own === undefined || within(name, own))
    return whole(names.map((name) => weightAt(group, name)))
  }
}

/** True when `dense` is one of the names before the last in `encoder/dense/kernel:0`. */
export const within = (weight: string, layer: string): boolean => {
  return `/${weight.slice(0, weight.lastIndexOf('/') + 1)}`.includes(`/${layer}/`)
}

/** In a `.keras` file: a group for each layer in that of its model, called after the layer's class. */
export function weightsOfKeras(root: Group, config: unknown): FileWeights {
  return (path) => {
    let place: Place = { group: root, model: config }
    for (const name of path) {
      const layers = groupAt(place.group, 'layers') ?? groupAt(place.group, '_layer_checkpoint_dependencies')
      const found = layers && groupOfLayer(layers, place.model, name)
      if (found === undefined) return undefined
      place = found
    }
    return whole(collected(place.group))
  }
}

/** A layer's group, and what it is made of where it is a model itself. */
interface Place {
  group: Group
  model: unknown
}

/** Keras counts the layers of a class; newer versions note the layer's name beside its weights. */
function groupOfLayer(layers: Group, model: unknown, name: string): Place | undefined {
  const counts = new Map<string, number>()
  for (const layer of layersOf(configIn(model))) {
    // Operations between layers are no layers to Keras.
    if (/(^|\.)ops(\.|$)/.test(layer.module)) continue
    const word = snakeCase(layer.className)
    const count = counts.get(word) ?? 0
    counts.set(word, count + 1)
    if (layer.name !== name) continue
    const counted = count === 0 ? word : `${word}_${count}`
    const group = named(layers, name) ?? groupAt(layers, counted)
    return group && { group, model: { config: layer.config } }
  }
  return undefined
}

function configIn(model: unknown): Record<string, unknown> {
  const config = (model as { config?: unknown }).config
  return (Array.isArray(config) ? { layers: config } : (config ?? {})) as Record<string, unknown>
}

function named(layers: Group, name: string): Group | undefined {
  for (const key of layers.keys()) {
    const group = groupAt(layers, key)
    if (group && groupAt(group, 'vars')?.attrs.name?.value === name) return group
  }
  return undefined
}

/** As Keras makes names of groups out of names of classes: `GlobalMaxPooling1D` is `global_max_pooling1d`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

/** Parts of a layer whose weights come in another order than that of their names. */
const order = ['forward_layer', 'backward_layer', 'query_dense', 'key_dense', 'value_dense', 'output_dense']
/** Parts that hold no weights: states of random numbers. */
const noWeights = new Set(['seed_generator', 'vars'])

const rank = (name: string): number => {
  const place = order.indexOf(name.replace(/^_/, ''))
  return place < 0 ? order.length : place
}

/** A layer's own weights, then those of its parts. */
function collected(group: Group, depth = 0): (FileWeight | undefined)[] {
  const vars = groupAt(group, 'vars')
  const own = (vars?.keys() ?? []).map(Number).sort((a, b) => a - b)
  const parts = depth > 4 ? [] : group.keys().filter((name) => !noWeights.has(name))
  parts.sort((a, b) => rank(a) - rank(b))
  return [
    ...own.map((index) => vars && weightAt(vars, String(index))),
    ...parts.flatMap((name) => {
      const part = groupAt(group, name)
      return part === undefined ? [] : collected(part, depth + 1)
    }),
  ]
}
