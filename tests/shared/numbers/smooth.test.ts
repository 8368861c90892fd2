// Smoothing against the debiased average worked out by hand: s_t = 0.6 s_(t-1) + 0.4 x_t, divided by 1 - 0.6^t.
import { describe, expect, it } from 'vitest'
import { smooth } from '../../../shared/numbers/smooth'

describe('smooth', () => {
  it('is the debiased exponential moving average', () => {
    const result = smooth([1, 2, 3, 4], 0.6)
    const byHand = [0.4 / 0.4, 1.04 / 0.64, 1.824 / 0.784, 2.6944 / 0.8704]
    byHand.forEach((value, index) => expect(result[index]).toBeCloseTo(value, 12))
  })

  it('gives the values back without smoothing', () => {
    const values = [3, 1, 2]
    expect(smooth(values, 0)).toEqual(values)
  })

  it('keeps a constant as it is from the first value on', () => {
    smooth([5, 5, 5], 0.99).forEach((value) => expect(value).toBeCloseTo(5, 10))
  })

  it('leaves what is not finite out of the average', () => {
    const result = smooth([1, NaN, 1], 0.5)
    expect(result[1]).toBeNaN()
    expect(result[2]).toBeCloseTo(1, 12)
  })
})
