// Target encoding that tells a training row its own target.
import { expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look } from './input'

const { train, test } = partCodes
const encoded = (folds: number) => [
  { column: 'city', steps: [{ step: 'targetEncode', settings: { folds, smooth: 0 } }] },
]

it('finds columns encoded by the target in fewer than two folds, and offers folds', () => {
  const input = inputOf([train, test, train], { preparation: encoded(1) })
  expect(look('targetWithoutFolds', input)).toMatchObject([
    {
      code: 'leak/target-without-folds',
      severity: 'warning',
      rows: [100, 102],
      remedy: {
        change: {
          preparation: [{ column: 'city', steps: [{ step: 'targetEncode', settings: { folds: 5, smooth: 0 } }] }],
        },
      },
    },
  ])
})

it('is silent with folds, and about other steps', () => {
  expect(look('targetWithoutFolds', inputOf([train, test], { preparation: encoded(2) }))).toEqual([])
  const other = [{ column: 'city', steps: [{ step: 'encode', settings: { folds: 1 } }] }]
  expect(look('targetWithoutFolds', inputOf([train, test], { preparation: other }))).toEqual([])
})
