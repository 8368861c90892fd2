// Test rows before the latest training row. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, times } from './input'

const { train, validation, test } = partCodes

describe('futureInTraining', () => {
  const part = [train, test, train, validation, test, 3]

  it('finds test rows before the latest training row, and offers the cut in time', () => {
    const input = inputOf(part, { time: times('when', [1, 5, 6, 2, 7, 99]) })
    expect(look('futureInTraining', input)).toMatchObject([
      {
        code: 'leak/future-in-training',
        severity: 'warning',
        count: 1,
        rows: [101],
        remedy: { change: { split: { kind: 'time', settings: { column: 'when' } } } },
      },
    ])
  })

  it('only notes it where the name alone says time, or where each user is split for himself', () => {
    const values = [1, 5, 6, 2, 7, 99]
    const unsure = inputOf(part, { time: times('when', values, false) })
    const byUser = inputOf(part, { time: times('when', values), split: { kind: 'leaveLastOut', settings: {} } })
    for (const input of [unsure, byUser]) expect(look('futureInTraining', input)).toMatchObject([{ severity: 'note' }])
  })

  it('is silent when all tests come later, at the same time, or have none', () => {
    expect(look('futureInTraining', inputOf(part, { time: times('when', [1, 6, 6, 2, NaN, 0]) }))).toEqual([])
    expect(look('futureInTraining', inputOf(part))).toEqual([])
  })
})
