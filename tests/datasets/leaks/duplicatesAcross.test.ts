// Rows that stand on both sides of a split. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, numbers, owner, targetOf, words } from './input'

const { train, validation, test } = partCodes

describe('duplicatesAcross', () => {
  const part = [train, test, train, validation, test, 3]
  const target = targetOf([0, 0, 1, 1, 1, 0])
  const a = numbers('a', [1, 1, -0, 0, NaN, 1])
  const b = words('b', ['x', 'x', null, null, 'x', 'x'])

  it('finds rows that equal a training row in every feature and in the target', () => {
    expect(look('duplicatesAcross', inputOf(part, { target, features: [a, b] }))).toMatchObject([
      {
        code: 'leak/duplicate-across-parts',
        severity: 'warning',
        count: 2,
        rows: [101, 103],
        remedy: {
          change: { recipe: [{ step: 'deduplicate', settings: { columns: ['a', 'b', 'y'], keep: 'first' } }] },
        },
      },
    ])
  })

  it('takes a second row of a user for an item as a repeat where nothing else is known, and offers to remove it', () => {
    const user = owner('who', ['u', 'u', 'v', 'v', 'v', 'u'])
    const item = owner('what', ['i', 'i', 'i', 'i', 'j', 'i'])
    const [found] = look('duplicatesAcross', inputOf(part, { target: null, user, item }))
    expect(found).toMatchObject({
      rows: [101, 103],
      severity: 'note',
      remedy: { change: { recipe: [{ settings: { columns: ['who', 'what'] } }] } },
    })
    expect(found?.message.en).toContain('2" of 3 test and validation rows equal a training row in "who", "what"')
    expect(look('duplicatesAcross', inputOf(part, { target: null, user: { ...user, sure: false }, item }))).toEqual([])
  })

  it('is silent when the target differs, or a feature, or the user', () => {
    const other = targetOf([0, 1, 1, 0, 1, 0])
    expect(look('duplicatesAcross', inputOf(part, { target: other, features: [a, b] }))).toEqual([])
    const user = owner('who', ['u', 'v', 'u', 'v', 'u', 'u'])
    expect(look('duplicatesAcross', inputOf(part, { target, features: [a, b], user }))).toEqual([])
    expect(look('duplicatesAcross', inputOf(part, { target }))).toEqual([])
  })

  it('only notes it among categories, where equal rows are no surprise', () => {
    expect(look('duplicatesAcross', inputOf(part, { target, features: [b] }))).toMatchObject([
      { severity: 'note', remedy: null },
    ])
  })

  it('takes equal missing numbers as equal, and names the first hundred rows of many', () => {
    const many = Array.from({ length: 400 }, (_, place) => (place < 2 ? train : test))
    const features = [
      numbers(
        'a',
        many.map(() => NaN),
      ),
    ]
    const [found] = look('duplicatesAcross', inputOf(many, { features }))
    expect(found?.count).toBe(398)
    expect(found?.rows).toEqual(Array.from({ length: 100 }, (_, index) => 102 + index))
  })
})
