// Blocks that meet are stored as one; others stay apart; nothing is stored twice.
import { expect, it } from 'vitest'
import { SeriesBuffer } from '../../main/engine/runs/seriesBuffer'
import type { SeriesBlock } from '../../main/engine/workspace'

const block = (name: string, first: number, ...values: number[]): SeriesBlock => ({
  name,
  axis: 'step',
  first,
  values: Float64Array.from(values),
})

it('joins what meets and keeps apart what does not', () => {
  const stored: SeriesBlock[][] = []
  const buffer = new SeriesBuffer((blocks) => stored.push(blocks))
  for (const one of [block('a', 1, 1, 2), block('b', 1, 9), block('a', 3, 3), block('a', 7, 7), block('a', 8, 8, 9)]) {
    buffer.add(one)
  }
  buffer.flush()
  buffer.flush()
  expect(stored).toEqual([[block('a', 1, 1, 2, 3), block('b', 1, 9), block('a', 7, 7, 8, 9)]])
})
