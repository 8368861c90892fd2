// What an architecture costs by arithmetic: numbers, multiply-adds and memory, layer by layer.
import type { ArchitectureCheck, ArchitectureCost } from '../../../shared/records'
import { sizeOf } from './layerType'

/** Bytes of a number, float32 or int32. */
const numberBytes = 4

/** Without a forecast, which has to be measured. */
export function costOf({ layers, parameters, multiplyAdds }: ArchitectureCheck, batch: number): ArchitectureCost {
  const costs = layers.map(({ id, outputShape, parameters: own, multiplyAdds: work }) => {
    const activationBytes = batch * sizeOf(outputShape) * numberBytes
    return { id, outputShape, parameters: own, multiplyAdds: work, activationBytes }
  })
  const activationBytes = costs.reduce((sum, layer) => sum + layer.activationBytes, 0)
  return { batch, layers: costs, parameters, multiplyAdds, activationBytes, forecast: null }
}
