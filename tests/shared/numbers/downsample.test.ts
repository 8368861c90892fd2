// Down-sampling keeps what the eye must not miss: ends, minimum, maximum, order.
import { describe, expect, it } from 'vitest'
import { downsample } from '../../../shared/numbers/downsample'

/** A slow wave with one deep and one high spike, made without chance. */
function spiky(count: number) {
  const at = Array.from({ length: count }, (_, index) => index + 1)
  const values = at.map((x) => Math.sin(x / 500))
  values[Math.floor(count * 0.371)] = -9
  values[Math.floor(count * 0.744)] = 12
  return { at, values }
}

describe('downsample', () => {
  it.each([10, 100, 2000])('keeps minimum, maximum and both ends in at most %s points', (points) => {
    const { at, values } = spiky(100_000)
    const kept = downsample(at, values, points)
    expect(kept.at.length).toBeLessThanOrEqual(points)
    expect(kept.at.length).toBe(kept.values.length)
    expect(Math.min(...kept.values)).toBe(-9)
    expect(Math.max(...kept.values)).toBe(12)
    expect([kept.at[0], kept.at.at(-1)]).toEqual([1, 100_000])
  })

  it('gives points of the original, in order and each once', () => {
    const { at, values } = spiky(5_000)
    const kept = downsample(at, values, 300)
    kept.at.forEach((x, index) => {
      expect(kept.values[index]).toBe(values[x - 1])
      if (index > 0) expect(x).toBeGreaterThan(kept.at[index - 1] as number)
    })
  })

  it('gives few points back whole, and the same for the same input', () => {
    expect(downsample([1, 2, 3], [5, 4, 6], 10)).toEqual({ at: [1, 2, 3], values: [5, 4, 6] })
    expect(downsample([], [], 10)).toEqual({ at: [], values: [] })
    const { at, values } = spiky(1_000)
    expect(downsample(at, values, 50)).toEqual(downsample(Float64Array.from(at), Float64Array.from(values), 50))
  })

  it('finds the extremes between values that are not finite', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => (index % 2 === 0 ? NaN : index))
    const kept = downsample(
      values.map((_, index) => index),
      values,
      20,
    )
    expect(kept.values).toContain(999)
    expect(kept.values.filter(Number.isFinite).length).toBeGreaterThan(10)
  })
})
