// The order of the training rows: every row once, decided by seed and epoch.
import { expect, test } from 'vitest'
import { epochOrder } from '../../main/engine/training/order'

const rows = Int32Array.from({ length: 50 }, (_, index) => index * 3)

test('holds every row once and leaves the rows as they are', () => {
  const order = epochOrder(rows, 1, 1)
  expect([...order].sort((a, b) => a - b)).toEqual([...rows])
  expect(order).not.toEqual(rows)
})

test('is the same for the same seed and epoch, and another for any other', () => {
  expect(epochOrder(rows, 1, 2)).toEqual(epochOrder(rows, 1, 2))
  expect(epochOrder(rows, 1, 2)).not.toEqual(epochOrder(rows, 1, 1))
  expect(epochOrder(rows, 2, 1)).not.toEqual(epochOrder(rows, 1, 1))
})
