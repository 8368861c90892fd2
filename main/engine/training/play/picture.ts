// What a network gives all over the picture: its own output, and that of every drawn unit, by one pass over a grid of points.
import type * as tf from '@tensorflow/tfjs-node'
import type { PlayAxis, PlayLayer } from '../../../../shared/records'
import type { Network } from '../../architectures'

/** Points along each axis; a unit's small picture takes every third. */
export const side = 60
export const unitSide = 20
const every = side / unitSide

export interface Picture {
  /** [side, side, width] and, for each drawn layer, [shown, unitSide, unitSide]; y by y from the least on. */
  take(weights: readonly Float32Array[]): { surface: Float32Array; units: Float32Array[] }
  dispose(): void
}

export function createPicture(
  network: Network,
  layers: readonly PlayLayer[],
  axes: readonly [PlayAxis, PlayAxis],
): Picture {
  const { tf: tensorflow, graph } = network
  const input = network.inputs[0] as Network['inputs'][number]
  const grid = tensorflow.tensor(gridOf(axes), [side * side, ...input.shape])
  const output = graph.outputs[0] as string
  return {
    take(weights) {
      const values = new Map<string, ArrayLike<number>>()
      tensorflow.tidy(() => {
        const tensors = network.weights.map(({ shape }, index) =>
          tensorflow.tensor(weights[index] as Float32Array, shape),
        )
        const wanted = new Set([output, ...layers.map(({ id }) => id)])
        const observe = (id: string, tensor: tf.Tensor): void => {
          if (wanted.has(id)) values.set(id, tensor.dataSync())
        }
        observe(input.id, grid)
        network.run({ weights: tensors, inputs: [grid], training: false, step: null, observe })
      })
      const surface = Float32Array.from(values.get(output) ?? [])
      return { surface, units: layers.map((layer) => tilesOf(layer, values.get(layer.id) ?? [])) }
    },
    dispose: () => grid.dispose(),
  }
}

/** [side x side, 2], y by y. */
function gridOf([x, y]: readonly [PlayAxis, PlayAxis]): Float32Array {
  const values = new Float32Array(side * side * 2)
  for (let place = 0; place < side * side; place += 1) {
    values[place * 2] = x.from + ((x.to - x.from) * (place % side)) / (side - 1)
    values[place * 2 + 1] = y.from + ((y.to - y.from) * Math.floor(place / side)) / (side - 1)
  }
  return values
}

function tilesOf({ size, shown }: PlayLayer, values: ArrayLike<number>): Float32Array {
  const tiles = new Float32Array(shown * unitSide * unitSide)
  for (let unit = 0; unit < shown; unit += 1) {
    for (let cell = 0; cell < unitSide * unitSide; cell += 1) {
      const [column, line] = [(cell % unitSide) * every + 1, Math.floor(cell / unitSide) * every + 1]
      tiles[unit * unitSide * unitSide + cell] = values[(line * side + column) * size + unit] as number
    }
  }
  return tiles
}
