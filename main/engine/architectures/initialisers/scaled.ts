// The six initialisers whose spread follows from how many numbers a weight joins (Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998).
import type { Text } from '../../../../shared/fields'
import { truncated, uniformly } from './draws'
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

/** How many numbers flow into and out of a unit: for a kernel [..., in, out] the sizes times those of the axes before. */
export function fansOf(shape: readonly number[]): { into: number; out: number } {
  if (shape.length < 2) return { into: shape[0] ?? 1, out: shape[0] ?? 1 }
  const field = sizeOf(shape.slice(0, -2))
  return { into: field * (shape.at(-2) ?? 1), out: field * (shape.at(-1) ?? 1) }
}

interface Scaling {
  name: string
  keras: string
  label: Text
  summary: Text
  normal: boolean
  /** The variance that is aimed at. */
  variance(fans: { into: number; out: number }): number
}

/** A normal distribution cut at two deviations has .8796 of its deviation left, which is made good for as in Keras. */
const deviationWhenCut = 0.8796256610342398

export function scaled({ name, keras, label, summary, normal, variance }: Scaling): Initialiser {
  return {
    name,
    label,
    summary,
    foreign: { keras },
    fields: [],
    draw({ shape, random }) {
      const aim = variance(fansOf(shape))
      const limit = Math.sqrt(3 * aim)
      if (!normal) return uniformly(sizeOf(shape), random, [-limit, limit])
      return truncated(sizeOf(shape), random, 0, Math.sqrt(aim) / deviationWhenCut)
    },
  }
}
