// What repeated measurements come to: medians, worst cases, and how they are written.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const worst = (values) => Math.max(...values)

/** The value that `share` of the values do not exceed. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]
}

/** Three significant digits: more would be noise. */
export const round = (value) => Number(value.toPrecision(3))

/** @param {number[]} values */
export const summary = (values) => ({
  median: round(median(values)),
  worst: round(worst(values)),
  count: values.length,
})
