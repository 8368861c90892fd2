// A model of Keras or TensorFlow.js, out of its JSON, as a graph. Pure: nothing of it is run, and nothing is taken for granted.
import type { Graph, UnknownLayer } from '../../../../shared/records'
import type { Text } from '../../../../shared/fields'
import { callsOf, endsOf, isModel, layersOf, neededFor } from './calls'
import type { Call, ForeignLayer, Source } from './calls'
import { Drawn } from './drawn'
import type { WeightPlace } from './drawn'
import { at, listOf, objectOf, sizesOf, textOf } from './json'
import type { Json } from './json'
import type { Shape } from '../layerType'
import { eraOf } from './meaning'
import { builtFor } from './measured'
import { notReadable } from './problems'

/** How deep models may lie in one another. */
const deepest = 16
const mostNodes = 2000
const mostCalls = 10_000

/** A foreign model as a graph. */
export interface ForeignModel {
  graph: Graph
  /** What was replaced or left out. */
  said: Text[]
  /** Layers that are kept as placeholders. */
  unknown: UnknownLayer[]
  /** Layers that have weights of their own, and which layers of the file these are. */
  places: WeightPlace[]
}

/**
 * The graph of a model's JSON: `to_json` of Keras 2 or 3, or the topology of a TensorFlow.js model; `version` is that of Keras
 * where the file says it elsewhere. Throws `architecture/not-readable`.
 */
export function readForeign(json: unknown, version?: string): ForeignModel {
  const model = topologyOf(json)
  const drawn = new Drawn(eraOf(json, version))
  const outputs = modelOf(drawn, model, { path: [], feeds: null, depth: 0 })
  if (drawn.nodes.length === 0 || outputs.length === 0) throw notReadable(noLayers)
  const { nodes, said, unknown, places } = drawn
  return {
    graph: { layers: nodes, outputs: [...new Set(outputs)] },
    said: [...said, ...drawn.closing()],
    unknown,
    places,
  }
}

/** The model in what stands around it in a file of TensorFlow.js. */
export function topologyOf(json: unknown): Json {
  const topology = at(json, 'modelTopology') ?? json
  const model = objectOf(at(topology, 'model_config') ?? topology)
  if (at(json, 'format') === 'graph-model') throw notReadable(graphModel)
  if (!isModel(textOf(model.class_name) ?? '')) throw notReadable(noModel)
  return model
}

interface Place {
  /** The models that it lies in, outermost first. */
  path: readonly string[]
  /** What feeds the model where it is a layer of another one; null at the top. */
  feeds: string[] | null
  depth: number
}

/** Draws the model, and gives the ids of its outputs. */
function modelOf(drawn: Drawn, model: Json, place: Place): string[] {
  if (place.depth > deepest) throw notReadable(tooDeep)
  // Sequential models of old files are a bare list of layers.
  const config = Array.isArray(model.config) ? { layers: model.config } : objectOf(model.config)
  const layers = layersOf(config)
  return model.class_name === 'Sequential'
    ? sequential(drawn, layers, { ...place, built: config.build_input_shape ?? at(model.build_config, 'input_shape') })
    : functional(drawn, layers, config, place)
}

function sequential(drawn: Drawn, layers: ForeignLayer[], place: Place & { built: unknown }): string[] {
  let fed = place.feeds
  for (const layer of layers) {
    if (layer.className === 'InputLayer') fed ??= [inputOf(drawn, layer, place.path)]
    else {
      fed ??= [firstInput(drawn, layer, place)]
      fed = drawCall(drawn, { layer, call: 0, sources: [], asked: {}, operands: ['layer'] }, { ...place, inputs: fed })
    }
  }
  return fed ?? []
}

/** Sequential models without an input layer say it in their first layer, or what they were built for. */
function firstInput(
  drawn: Drawn,
  { config, built, className }: ForeignLayer,
  { path, built: whole }: Place & { built: unknown },
): string {
  const given = config.batch_input_shape ?? config.batch_shape ?? whole ?? at(built, 'input_shape')
  const sizes = sizesOf(given)?.slice(1)
  if (sizes === undefined) throw notReadable(noInput)
  return drawn.input([...path, 'input'].join('/'), sizes, className === 'Embedding' ? 'int32' : 'float32')
}

function inputOf(drawn: Drawn, { name, config, built }: ForeignLayer, path: readonly string[]): string {
  const sizes = sizesOf(config.batch_shape ?? config.batch_input_shape ?? at(built, 'input_shape'))?.slice(1)
  if (sizes === undefined) throw notReadable(noInput)
  return drawn.input([...path, name].join('/'), sizes, textOf(config.dtype) ?? 'float32')
}

function functional(drawn: Drawn, layers: ForeignLayer[], config: Json, place: Place): string[] {
  const outputs = new Map<string, string[]>()
  const key = (layer: string, call: number) => `${call}/${layer}`
  const heads = endsOf(config.input_layers)
  for (const layer of layers.filter(({ className }) => className === 'InputLayer')) {
    const fed = heads.findIndex((head) => head.layer === layer.name)
    outputs.set(key(layer.name, 0), [place.feeds?.[fed] ?? inputOf(drawn, layer, place.path)])
  }
  const of = ({ layer, call, output }: Source): string | undefined => {
    const found = outputs.get(key(layer, call))
    return found?.[output] ?? found?.[0]
  }
  const told = shapesTold(layers)
  const ends = endsOf(config.output_layers)
  const calls = callsOf(
    layers.filter(({ className }) => className !== 'InputLayer'),
    ends,
  )
  if (calls.length > mostCalls) throw notReadable(tooMany)
  let waiting = neededFor(ends, calls)
  while (waiting.length > 0) {
    const left: Call[] = []
    for (const call of waiting) {
      const inputs = call.sources.map(of)
      if (!inputs.every((id) => id !== undefined)) left.push(call)
      else {
        const { name } = call.layer
        const ids = drawCall(drawn, call, { ...place, inputs, told: told.get(name) })
        outputs.set(key(name, call.call), ids)
      }
    }
    if (left.length === waiting.length) throw notReadable(unfed)
    waiting = left
  }
  return ends.map(of).filter((id) => id !== undefined)
}

interface Drawing extends Place {
  inputs: string[]
  told?: Shape | undefined
}

/** A layer, or all layers of a model that stands in the place of one. */
function drawCall(drawn: Drawn, { layer, asked, operands }: Call, { inputs, told, ...place }: Drawing): string[] {
  const { name, className, module, config, built } = layer
  const path = [...place.path, name]
  if (drawn.nodes.length > mostNodes) throw notReadable(tooMany)
  if (isModel(className)) {
    const inside = { path, feeds: inputs, depth: place.depth + 1 }
    return modelOf(drawn, { class_name: className, config, build_config: built }, inside)
  }
  const wanted = { path, className, module, config, asked, operands, inputs }
  return [drawn.layer({ ...wanted, ...(told === undefined ? {} : { told }) })]
}

/** For each layer with one follower the shape that Keras 3 says that it gives. */
function shapesTold(layers: ForeignLayer[]): Map<string, Shape> {
  const told = new Map<string, Shape>()
  for (const call of callsOf(layers, [])) {
    const shape = builtFor(call.layer.built)
    const [source] = call.sources
    if (shape !== undefined && source !== undefined && call.sources.length === 1) told.set(source.layer, shape)
  }
  return told
}

/** The numbers of all weights that a TensorFlow.js model lists; null for a file that lists none. */
export function listedParameters(json: unknown): number | null {
  const groups = listOf(at(json, 'weightsManifest'))
  const shapes = groups.flatMap((group) => listOf(at(group, 'weights'))).map((weight) => listOf(at(weight, 'shape')))
  if (shapes.length === 0) return null
  return shapes.reduce<number>((sum, shape) => sum + shape.reduce<number>((size, axis) => size * Number(axis), 1), 0)
}

const noModel = { en: 'it has no Keras model in it', zh: '其中没有 Keras 模型' }
const noLayers = { en: 'its model has no layers', zh: '模型中没有层' }
const noInput = { en: 'its model does not say what it is fed', zh: '模型未说明其输入' }
const tooDeep = { en: 'its models lie more than 16 deep in one another', zh: '模型嵌套超过 16 层' }
const tooMany = { en: 'it has more than 2000 layers', zh: '其层数超过 2000' }
const unfed = { en: 'layers of it are fed by none that is there', zh: '其中有层的输入不存在' }
const graphModel = {
  en: 'it is a TensorFlow.js graph model, which has operations and no layers',
  zh: '它是 TensorFlow.js 图模型，只有运算而没有层',
}

export { layersOf, notReadable }
export { matchedWeights } from './weights'
export type { FileWeight, FileWeights, MatchedWeight } from './weights'
