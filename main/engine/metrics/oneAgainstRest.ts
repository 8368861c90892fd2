// Areas under curves of a class against all others, for the metrics that are made of them.
import type { MetricInput } from './metric'

/** Of class `code` against the rest, by the outputs in `column`; null where it is not defined. */
type Area = (input: MetricInput, code: number, column: number) => number | null

/** Binary: of the positive class. Multi-class: the unweighted mean over all classes (scikit-learn's `multi_class='ovr', average='macro'`). */
export function oneAgainstRest(input: MetricInput, area: Area): number | null {
  if (input.goal === 'binary') return area(input, 1, 0)
  let sum = 0
  for (let code = 0; code < input.width; code += 1) {
    const own = area(input, code, code)
    // Not defined for one class, so not for all: of thousands of items, the others need not be sorted.
    if (own === null) return null
    sum += own
  }
  return sum / input.width
}
