// Moves and scales a number for the steps that do so, within what a float32 can hold.

/** Further than so many units is brought there: near the largest numbers a float32 would be infinite. */
const farthest = 1e6

/** (value - from) / unit, NaN for NaN; `unit` is above 0. */
export function scaled(value: number, from: number, unit: number): number {
  const distance = value - from
  const units = Number.isFinite(distance) ? distance / unit : value / unit - from / unit
  return Math.max(-farthest, Math.min(farthest, units))
}
