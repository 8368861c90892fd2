// Rows that stand on both sides of a split. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, numbers, owner, words } from './input'

const { train, validation, test } = partCodes

describe('duplicatesAcross', () => {
  const part = [train, test, train, validation, test, 3]
  const target = { ...inputOf(part).target, values: Float64Array.of(0, 0, 1, 1, 1, 0) }
  const a = numbers('a', [1, 1, -0, 0, NaN, 1])
  const b = words('b', ['x', 'x', null, null, 'x', 'x'])

  it('finds rows that equal a training row in every feature and in the target', () => {
    expect(look('duplicatesAcross', inputOf(part, { target, features: [a, b] }))).toMatchObject([
      { code: 'leak/duplicate-across-parts', severity: 'warning', count: 2, rows: [101, 103], remedy: null },
    ])
  })

  it('is silent when the target differs, or a feature, or the user', () => {
    const other = { ...target, values: Float64Array.of(0, 1, 1, 0, 1, 0) }
    expect(look('duplicatesAcross', inputOf(part, { target: other, features: [a, b] }))).toEqual([])
    const user = owner('who', ['u', 'v', 'u', 'v', 'u', 'u'])
    expect(look('duplicatesAcross', inputOf(part, { target, features: [a, b], user }))).toEqual([])
    expect(look('duplicatesAcross', inputOf(part, { target }))).toEqual([])
  })

  it('only notes it among categories, where equal rows are no surprise', () => {
    expect(look('duplicatesAcross', inputOf(part, { target, features: [b] }))).toMatchObject([{ severity: 'note' }])
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
