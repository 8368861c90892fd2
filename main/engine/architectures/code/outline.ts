// The outline of a program: the layers of a graph in computing order under names of their own, with whose weights they use.
import { AppError } from '../../../../shared/contract/errors'
import type { Graph } from '../../../../shared/records'
import type { FieldValue, Settings } from '../../../../shared/fields'
import { soundLayers } from '../build'
import { maskedLayers } from '../buildPlain'
import type { CheckedLayer } from '../check'
import type { Shape } from '../layerType'
import { identifiersOf } from './identifiers'
import type { WrittenLayer } from './written'

/** A layer as the programs have it. */
export interface Step {
  id: string
  /** An identifier of both languages. */
  name: string
  layer: WrittenLayer
  /** Names of the steps that feed it. */
  inputs: string[]
  /** Those of its inputs that are whole numbers and have to become others first. */
  casts: boolean[]
  /** The name of the layer that is called: its own, or that of the one whose weights it uses. */
  owner: string
  /** True when several steps call the owner. */
  shared: boolean
  /** What its owner is made with: for a layer with weights of its own, itself. */
  ownerLayer: WrittenLayer
  /** A curve that follows it, where those who share the layer have different ones. */
  curve?: FieldValue
}

export interface Outline {
  steps: Step[]
  /** Names of the steps whose outputs are the network's. */
  outputs: string[]
}

/** Settings that say how a weight starts and is penalised: those of the owner count. */
const ofOwner = new Set(
  (
    'kernelInitialiser recurrentInitialiser embeddingsInitialiser spread l1 l2 constraint constraintLimit ' +
    'unitForgetBias scores maskZero'
  ).split(' '),
)
/** Layers whose curve can stand behind them as well. */
const curved = new Set(['dense', 'conv1d', 'conv2d', 'separableConv1d', 'separableConv2d', 'depthwiseConv2d'])

/** Throws `architecture/not-buildable`, and `architecture/no-code` for layers that share weights in a way no program can. */
export function outlineOf(graph: Graph): Outline {
  const layers = soundLayers(graph)
  const names = identifiersOf(layers.map(({ node }) => node.id))
  const nameOf = (id: string) => names.get(id) as string
  const all = {
    layers,
    shapes: new Map(layers.map(({ node, shape }) => [node.id, shape])),
    masked: maskedLayers(layers),
  }
  const whole = wholeNumbers(layers)
  const odd = layers.filter((layer) => !sharesPlainly(layer, layers))
  if (odd.length > 0) throw noCode(odd.map(({ node }) => node.id))
  const steps = layers.map((layer): Step => {
    const { node, type } = layer
    const owner = ownerOf(layer, layers)
    const sharers = layers.filter((other) => other !== owner && other.node.shares === owner.node.id)
    const apart = [owner, ...sharers].some(({ node: other }) => other.settings.activation !== node.settings.activation)
    const scoresToo = [owner, ...sharers].some(({ node: other }) => other.settings.scores === true)
    const bare = apart && curved.has(type.name) ? { activation: 'linear' } : {}
    const write = (one: CheckedLayer) => written(one, all, { scoresToo, settings: bare })
    return {
      id: node.id,
      name: nameOf(node.id),
      layer: write(layer),
      inputs: node.inputs.map(nameOf),
      casts: node.inputs.map((id) => type.keepsType !== true && whole.has(id)),
      owner: nameOf(owner.node.id),
      shared: sharers.length > 0,
      ownerLayer: write(owner),
      ...(apart && curved.has(type.name) ? { curve: node.settings.activation } : {}),
    }
  })
  return { steps, outputs: graph.outputs.map(nameOf) }
}

interface Surroundings {
  layers: CheckedLayer[]
  shapes: Map<string, Shape>
  masked: Set<string>
}

function written(
  { node, type, shape, weights }: CheckedLayer,
  { shapes, masked }: Surroundings,
  { scoresToo, settings }: { scoresToo: boolean; settings: Settings },
): WrittenLayer {
  return {
    type: type.name,
    settings: { ...node.settings, ...settings },
    inputs: node.inputs.map((id) => shapes.get(id) as Shape),
    shape,
    weights,
    masked: node.inputs.some((id) => masked.has(id)),
    scoresToo,
  }
}

function ownerOf(layer: CheckedLayer, layers: CheckedLayer[]): CheckedLayer {
  return layers.find(({ node }) => node.id === layer.node.shares) ?? layer
}

/** Whether it differs from its owner in nothing but what counts for the owner alone, or its curve. */
function sharesPlainly(layer: CheckedLayer, layers: CheckedLayer[]): boolean {
  const owner = ownerOf(layer, layers)
  const free = (key: string) => ofOwner.has(key) || (key === 'activation' && curved.has(layer.type.name))
  const kept = (settings: Settings) =>
    JSON.stringify(
      Object.entries(settings)
        .filter(([key]) => !free(key))
        .sort(),
    )
  return kept(layer.node.settings) === kept(owner.node.settings)
}

/** Ids of the layers that give whole numbers. */
function wholeNumbers(layers: CheckedLayer[]): Set<string> {
  const whole = new Set<string>()
  for (const { node, type, weights } of layers) {
    const passesOn = type.keepsType === true && weights.length === 0 && node.inputs.length > 0
    if (node.settings.dtype === 'int32' && type.inputs === 0) whole.add(node.id)
    else if (passesOn && node.inputs.every((id) => whole.has(id))) whole.add(node.id)
  }
  return whole
}

/** Layers that cannot be written as a program. */
export function noCode(ids: string[]): AppError {
  const named = ids.join(', ')
  return new AppError({
    code: 'architecture/no-code',
    message: {
      en: `There is no program for "${named}", expected layers that the language's library can be made to compute.`,
      zh: `无法为“${named}”生成程序，应使用所选语言的库能够计算的层。`,
    },
    hint: {
      en: 'Choose the other language, or give these layers weights of their own or the settings of the layer they share with.',
      zh: '请选择另一种语言，或让这些层使用自己的权重，或与所共享的层采用相同的设置。',
    },
    details: { layers: ids },
  })
}
