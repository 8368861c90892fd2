// Shares of pairs, counted by hand.
import { expect, it } from 'vitest'
import { shareOfPairs } from '../../../shared/numbers/pairs'

const of = (...values: number[]) => Float64Array.from(values)

it('counts pairs in their right order, equal ones as a half', () => {
  expect(shareOfPairs(of(3, 4), of(1, 2))).toBe(1)
  expect(shareOfPairs(of(1, 2), of(3))).toBe(0)
  // 2 > 1, 2 = 2, 2 < 3; 3 > 1, 3 > 2, 3 = 3: (1 + .5 + 2 + .5) of 6.
  expect(shareOfPairs(of(2, 3), of(1, 2, 3))).toBeCloseTo(4 / 6, 15)
})
