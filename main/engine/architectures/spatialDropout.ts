// What the layers have in common that drop whole channels of sequences, grids and volumes.
import type { Text } from '../../../shared/fields'
import { rateField } from './fields'
import type { LayerType, Shape } from './layerType'

interface SpatialDropout {
  name: string
  label: Text
  summary: Text
  foreign: LayerType['foreign']
  fits(shape: Shape | undefined): boolean
  expected: Text
  plain: LayerType['plain']
}

/** Every channel of a row is kept with probability 1 - rate, at all places or at none (Tompson et al. 2015). */
export function spatialDropout({ fits, expected, ...texts }: SpatialDropout): LayerType {
  return {
    ...texts,
    family: 'regularise',
    fields: [rateField('rate', 0.2)],
    inputs: 1,
    shape: ([from]) => (fits(from) ? [...(from as Shape)] : { expected }),
    weights: () => [],
    multiplyAdds: () => 0,
    keepsMask: true,
    forward({ tf, settings, inputs: [x], random }) {
      const rate = Number(settings.rate)
      if (random === null || rate === 0) return x
      const [batch = 0, ...shape] = x.shape
      const kept = [batch, ...shape.map((size, axis) => (axis === shape.length - 1 ? size : 1))]
      return tf.mul(x, tf.mul(random.keep(kept, rate), 1 / (1 - rate)))
    },
  }
}
