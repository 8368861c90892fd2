// Groups and users on both sides of a split. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, owner } from './input'

const { train, validation, test } = partCodes

describe('groupOnBothSides', () => {
  const part = [train, test, train, test, validation, test]
  const who = ['a', 'a', 'b', 'c', 'c', null]

  it('finds test rows whose group trains too, and offers the grouped split', () => {
    expect(look('groupOnBothSides', inputOf(part, { group: owner('shop', who) }))).toMatchObject([
      {
        code: 'leak/group-on-both-sides',
        severity: 'warning',
        rows: [101],
        remedy: { change: { split: { kind: 'grouped', settings: { column: 'shop' } } } },
      },
    ])
    expect(look('groupOnBothSides', inputOf(part, { user: owner('who', who, false) }))).toMatchObject([
      { severity: 'note' },
    ])
  })

  it('is silent of users who get items, or who are split each for himself', () => {
    const user = owner('who', who)
    expect(look('groupOnBothSides', inputOf(part, { user, item: owner('what', who) }))).toEqual([])
    expect(look('groupOnBothSides', inputOf(part, { user, split: { kind: 'leaveOneOut', settings: {} } }))).toEqual([])
    expect(look('groupOnBothSides', inputOf(part, { group: owner('shop', ['a', 'b', 'a', 'c', 'c', null]) }))).toEqual(
      [],
    )
  })
})
