// Users and items that training never saw. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, owner } from './input'

const { train, validation, test } = partCodes

describe('neverSeen', () => {
  const part = [train, test, train, test, validation]
  const who = owner('who', ['a', 'a', 'b', 'c', 'c'])

  it('finds users and items that are tested and never trained', () => {
    expect(look('neverSeen', inputOf(part, { user: who }))).toMatchObject([
      {
        code: 'leak/unseen-users',
        severity: 'warning',
        rows: [103],
        remedy: { change: { split: { kind: 'perUser', settings: { user: 'who' } } } },
      },
    ])
    expect(look('neverSeen', inputOf(part, { item: who }))).toMatchObject([
      { code: 'leak/unseen-items', rows: [103], remedy: null },
    ])
  })

  it('is silent where that is what the split is for, and of columns that only sound like users', () => {
    for (const split of [
      { kind: 'coldUsers', settings: {} },
      { kind: 'grouped', settings: { column: 'who' } },
    ])
      expect(look('neverSeen', inputOf(part, { user: who, split }))).toEqual([])
    expect(look('neverSeen', inputOf(part, { item: who, split: { kind: 'coldItems', settings: {} } }))).toEqual([])
    expect(look('neverSeen', inputOf(part, { user: { ...who, sure: false } }))).toEqual([])
  })
})
