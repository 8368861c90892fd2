// A warm start: weights of another run by name and shape, tables that have grown keeping their old rows, and layers held as they are.
import { AppError } from '../../../shared/contract/errors'
import { layerOf } from '../architectures'
import type { Network } from '../architectures'

export interface StartWeights {
  /** Run that the weights are of, as people call it. */
  name: string
  weights: { name: string; shape: number[]; values: Float32Array }[]
}

export interface WarmStart {
  /** Null where the weights are drawn. */
  from: StartWeights | null
  /** Names of layers that are not trained. */
  freeze: readonly string[]
}

/**
 * The network that begins with the weights of `start` and does not train its frozen layers, whose moving statistics stay as well.
 * Throws `run/bad-start`.
 */
export function begunWith(network: Network, start: WarmStart | null): Network {
  if (start === null) return network
  const { from, freeze } = start
  const layers = [...new Set(network.weights.map(({ name }) => layerOf(name)))]
  const unknown = freeze.find((layer) => !layers.includes(layer))
  if (unknown !== undefined) throw noSuchLayer(unknown, layers)
  const begun = from && startingWeights(network, from)
  const weights = network.weights.map((weight) => {
    return freeze.includes(layerOf(weight.name)) ? { ...weight, trainable: false } : weight
  })
  const frozen = new Set(freeze)
  const run: Network['run'] = (args) => network.run({ ...args, frozen })
  return { ...network, weights, run, drawn: () => begun ?? network.drawn() }
}

/** How many weights of the network begin with those of `start`, for the log. */
export function startLine(network: Network, start: StartWeights): string {
  const old = new Map(start.weights.map((weight) => [weight.name, weight]))
  const fitting = network.weights.filter((weight) => fits(weight, old.get(weight.name)))
  return `${fitting.length} of ${network.weights.length} weights begin with those of ${start.name}`
}

type Shaped = { shape: readonly (number | null)[] }

/** The same shape, or a table of rows with more or fewer of them. */
function fits({ shape, rows }: Shaped & { rows?: true }, old: Shaped | undefined): boolean {
  if (old === undefined) return false
  return String(old.shape.slice(rows === true ? 1 : 0)) === String(shape.slice(rows === true ? 1 : 0))
}

/** Those of `start` where name and shape fit, the drawn ones elsewhere; a table that has grown keeps its old rows. */
function startingWeights(network: Network, start: StartWeights): Float32Array[] {
  const old = new Map(start.weights.map((weight) => [weight.name, weight]))
  let fitting = 0
  const weights = network.drawn().map((drawn, index) => {
    const weight = network.weights[index] as Network['weights'][number]
    const from = old.get(weight.name)
    if (from === undefined || !fits(weight, from)) return drawn
    fitting += 1
    return grown(drawn, from.values)
  })
  if (fitting === 0) throw nothingFits(start, network)
  return weights
}

/** Row by row from the old weight, of which a table has more or fewer; rows that it does not have are drawn. */
function grown(drawn: Float32Array, old: Float32Array): Float32Array {
  const table = Float32Array.from(drawn)
  table.set(old.subarray(0, table.length))
  return table
}

function nothingFits(start: StartWeights, network: Network): AppError {
  const list = (weights: readonly { name: string; shape: readonly (number | null)[] }[]) =>
    weights.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join('; ')
  const theirs = list(start.weights)
  const ours = list(network.weights)
  return new AppError({
    code: 'run/bad-start',
    message: {
      en: `No weight of "${start.name}" fits this network: it has ${theirs}, expected some of ${ours}.`,
      zh: `“${start.name}”的权重均不适用于此网络：其权重为 ${theirs}，应包含 ${ours} 中的部分权重。`,
    },
    hint: {
      en: 'Start from a run whose layers have the same names and sizes, or from none.',
      zh: '请从层名称和大小相同的运行开始，或不指定起始运行。',
    },
  })
}

function noSuchLayer(layer: string, layers: string[]): AppError {
  const known = layers.join(', ')
  return new AppError({
    code: 'run/bad-start',
    message: {
      en: `The layer "${layer}" cannot be frozen: this network has no such layer with weights. It has ${known}.`,
      zh: `无法冻结层“${layer}”：此网络没有带权重的该层。现有：${known}。`,
    },
    hint: { en: 'Correct the name of the layer.', zh: '请更正层的名称。' },
  })
}
