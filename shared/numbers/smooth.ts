// Smoothing of a curve for drawing: an exponential moving average without the bias of its start.

/**
 * The debiased exponential moving average, as in TensorBoard and in Adam's moments (Kingma and Ba 2015, section 3).
 * `weight` 0 gives the values back, towards 1 smooths more. What is not finite stays as it is and is not averaged.
 */
export function smooth(values: readonly number[], weight: number): number[] {
  if (weight <= 0) return [...values]
  let average = 0
  let remaining = 1
  return values.map((value) => {
    if (!Number.isFinite(value)) return value
    average = weight * average + (1 - weight) * value
    remaining *= weight
    return average / (1 - remaining)
  })
}
