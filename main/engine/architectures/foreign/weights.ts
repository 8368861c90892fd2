// Which weights of a foreign file are those of which layer here: by the layer's name, in the order of Keras, as many and as large.
import type { Graph } from '../../../../shared/records'
import { ownWeights } from '../build'
import { checkedLayers } from '../check'
import { sizeOf } from '../layerType'
import type { WeightPlace } from './drawn'

/** A weight of a file, which is read when it is asked for. */
export interface FileWeight {
  shape: readonly number[]
  /** Row-major, as many numbers as the shape has. */
  read(): Float32Array
}

/** The weights of the layer of that name, the models that it lies in before it, in the order of Keras; undefined where there are none. */
export type FileWeights = (path: readonly string[]) => FileWeight[] | undefined

/** A weight of ours, named `layer/weight`, and where its numbers are. */
export interface MatchedWeight {
  name: string
  shape: number[]
  from: FileWeight
}

/** No more numbers than these are taken: a gigabyte of them. */
const mostNumbers = 2 ** 28

/** Layers whose weights are not all there, or are of another size, are named in `missing`. */
export function matchedWeights(
  graph: Graph,
  places: readonly WeightPlace[],
  weights: FileWeights,
): { matched: MatchedWeight[]; layers: string[]; missing: string[] } {
  const byId = new Map(checkedLayers(graph).layers.map((layer) => [layer.node.id, ownWeights(layer)]))
  const matched: MatchedWeight[] = []
  const [layers, missing]: [string[], string[]] = [[], []]
  const taken = new Set<FileWeight>()
  let room = mostNumbers
  // A layer of the outermost model comes before one of the same name in a model inside.
  for (const { id, path } of [...places].sort((a, b) => a.path.length - b.path.length)) {
    const own = byId.get(id) ?? []
    const found = weights(path) ?? []
    const size = numbersOf(own)
    if (!alike(own, found) || found.some((weight) => taken.has(weight)) || size > room) missing.push(id)
    else {
      room -= size
      layers.push(id)
      for (const weight of found) taken.add(weight)
      // Ours are laid out as those of Keras, some of them with two axes in one.
      matched.push(...own.map(({ name, shape }, index) => ({ name, shape, from: found[index] as FileWeight })))
    }
  }
  return { matched, layers, missing }
}

type Shaped = { shape: readonly number[] }

const numbersOf = (weights: readonly Shaped[]) => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/** As many weights with as many numbers each. */
const alike = (own: readonly Shaped[], found: readonly Shaped[]): boolean =>
  own.length === found.length && own.every(({ shape }, index) => sizeOf(shape) === sizeOf(found[index]?.shape ?? []))
