// Seeds by name, against the same arithmetic written independently in Python (FNV-1a, then MurmurHash3's finaliser).
import { expect, test } from 'vitest'
import { seedOf } from '../../main/engine/architectures'

test.each([
  [[1, 'hidden1', 'kernel'], 603041879],
  [[2, 'hidden1', 'kernel'], 504519421],
  [[1, 'order', 1], 1785640265],
])('the seed of %j is %i', (parts, expected) => {
  expect(seedOf(...parts)).toBe(expected)
})

test('names that read alike when joined have different seeds', () => {
  expect(seedOf('ab', 'c')).not.toBe(seedOf('a', 'bc'))
  expect(seedOf(1, '1')).not.toBe(seedOf('1', 1))
})
