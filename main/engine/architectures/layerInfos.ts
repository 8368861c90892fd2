// The layer registry as the palette, the forms and the documentation show it.
import type { LayerInfo } from '../../../shared/records'
import { layerTypes } from './layers'
import type { LayerType } from './layerType'

/** Every layer type, in the order of the registry. */
export function layerInfos(): LayerInfo[] {
  return Object.values<LayerType>(layerTypes).map(({ name, label, summary, family, foreign, fields, inputs }) => {
    return { name, label, summary, family, foreign, fields, inputs }
  })
}
