// Which weights are kept, and when waiting ends: by hand.
import { expect, test } from 'vitest'
import { Keeper } from '../../main/engine/training/keeper'

const weightsOf = (value: number) => () => [Float32Array.of(value)]
const run = (keep: 'best' | 'last', patience: number, losses: number[]) => {
  const keeper = new Keeper({ keep, patience }, [Float32Array.of(0)])
  const ended = losses.findIndex((loss, index) => keeper.finished(index + 1, loss, weightsOf(index + 1)))
  return { keeper, endedAt: ended + 1 }
}

test('the best epoch is kept, the first of equals', () => {
  expect(run('best', 0, [3, 1, 1, 2]).keeper.result).toEqual({ epoch: 2, weights: [Float32Array.of(2)] })
})

test('the last epoch is kept when asked for', () => {
  expect(run('last', 0, [3, 1, 2]).keeper.result.epoch).toBe(3)
})

test('patience counts epochs since the best', () => {
  expect(run('best', 2, [3, 1, 2, 2, 2]).endedAt).toBe(4)
  expect(run('best', 0, [3, 1, 2, 2, 2]).endedAt).toBe(0)
})

test('a stop in the first epoch keeps the present weights, later ones the best', () => {
  const first = new Keeper({ keep: 'best', patience: 0 }, [Float32Array.of(0)])
  first.stopped(1, weightsOf(9))
  expect(first.result).toEqual({ epoch: 1, weights: [Float32Array.of(9)] })
  const { keeper } = run('best', 0, [2, 1])
  keeper.stopped(3, weightsOf(9))
  expect(keeper.result.epoch).toBe(2)
})

test('weights that are not finite are never kept', () => {
  const { keeper } = run('last', 0, [2])
  keeper.stopped(2, weightsOf(NaN))
  expect(keeper.result.epoch).toBe(1)
})
