// The layer registry: one line a layer type.
import type { LayerType } from '../layerType'
import { batchNormalisation } from './batchNormalisation'
import { dense } from './dense'
import { dropout } from './dropout'
import { input } from './input'

export const layerTypes = { input, dense, dropout, batchNormalisation } as const satisfies Record<string, LayerType>

/** The layer type of that name, undefined when there is none; names of object prototypes are no names. */
export function layerType(name: string): LayerType | undefined {
  return Object.hasOwn(layerTypes, name) ? layerTypes[name as keyof typeof layerTypes] : undefined
}
