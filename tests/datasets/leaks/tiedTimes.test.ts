// Equal times that decide who is last. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, owner, times } from './input'

const { train, validation, test } = partCodes

describe('tiedTimes', () => {
  const part = [train, validation, test, train, validation, test]
  const user = owner('who', ['u', 'u', 'u', 'v', 'v', 'v'])
  const split = { kind: 'leaveLastOut', settings: {} }

  it('finds the rows whose order the file decided', () => {
    const time = times('when', [1, 2, 2, 1, 2, 3])
    expect(look('tiedTimes', inputOf(part, { user, time, split }))).toMatchObject([
      {
        code: 'leak/tied-times',
        severity: 'warning',
        rows: [101, 102],
        remedy: { change: { split: { kind: 'time' } } },
      },
    ])
    const perUser = { kind: 'perUser', settings: { order: 'time' } }
    expect(look('tiedTimes', inputOf(part, { user, time, split: perUser }))).toHaveLength(1)
  })

  it('is silent of ties within a part, of rows in no part, and of splits that do not look at the time', () => {
    const time = times('when', [1, 2, 2, 1, 2, 3])
    const within = inputOf([train, train, train, train, validation, test], { user, time, split })
    expect(look('tiedTimes', within)).toEqual([])
    expect(look('tiedTimes', inputOf([train, validation, 3, train, validation, test], { user, time, split }))).toEqual(
      [],
    )
    expect(look('tiedTimes', inputOf(part, { user, time }))).toEqual([])
  })
})
