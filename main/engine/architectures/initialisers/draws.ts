// Fills arrays with random numbers of a distribution. Written as plain loops: a table of embeddings may have 64 million.
import type { Random } from '../../../../shared/numbers/random'

/** From `low` (included) to `high` (excluded), of 24 random bits each, as many as a float32 holds. */
export function uniformly(count: number, random: Random, [low, high]: readonly [number, number]): Float32Array {
  const values = new Float32Array(count)
  const { bits } = random
  const width = (high - low) * 2 ** -24
  for (let index = 0; index < count; index += 1) values[index] = low + (bits() >>> 8) * width
  return values
}

/** Normal numbers in pairs by the polar method of Marsaglia and Bray (1964). */
export function normally(count: number, random: Random, mean: number, deviation: number): Float32Array {
  const values = new Float32Array(count)
  const { bits } = random
  for (let index = 0; index < count; index += 2) {
    let x = 0
    let y = 0
    let square = 0
    do {
      x = (bits() >>> 0) * 2 ** -31 - 1
      y = (bits() >>> 0) * 2 ** -31 - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = deviation * Math.sqrt((-2 * Math.log(square)) / square)
    values[index] = mean + x * factor
    if (index + 1 < count) values[index + 1] = mean + y * factor
  }
  return values
}

/** Normal numbers that are drawn again while they lie beyond two deviations, as Keras's truncated normal ones. */
export function truncated(count: number, random: Random, mean: number, deviation: number): Float32Array {
  const values = new Float32Array(count)
  const spare: { values: Float32Array; next: number } = { values: new Float32Array(0), next: 0 }
  for (let index = 0; index < count;) {
    if (spare.next === spare.values.length) {
      spare.values = normally(Math.min(4096, 2 * (count - index) + 2), random, 0, 1)
      spare.next = 0
    }
    const value = spare.values[spare.next] as number
    spare.next += 1
    if (Math.abs(value) > 2) continue
    values[index] = mean + value * deviation
    index += 1
  }
  return values
}
