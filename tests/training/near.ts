// Numbers that are to be near others, for the tests of training.
import { expect } from 'vitest'

/** Within that part of 1, or of a larger number. */
export function near(actual: number[], expected: number[], tolerance = 1e-6): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, index) =>
    expect(Math.abs((actual[index] ?? NaN) - value), `at ${index}: ${actual[index]}, ${value}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    ),
  )
}
