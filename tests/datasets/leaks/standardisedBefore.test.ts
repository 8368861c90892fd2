// Columns that were standardised before the split. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, numbers } from './input'

const { train, test } = partCodes

describe('standardisedBefore', () => {
  const part = Array.from({ length: 100 }, (_, place) => (place < 80 ? train : test))
  // By hand: 50 times -1 and 50 times 1 have the mean 0 and the population deviation 1.
  const standard = numbers(
    'z',
    part.map((_, place) => (place % 2 === 0 ? 1 : -1)),
  )

  it('finds columns with the mean 0 and the deviation 1 over all rows', () => {
    const [found] = look(
      'standardisedBefore',
      inputOf(part, {
        features: [
          standard,
          numbers(
            'x',
            part.map((_, place) => place),
          ),
        ],
      }),
    )
    expect(found).toMatchObject({ code: 'leak/standardised-before', severity: 'note', count: 20, remedy: null })
    expect(found?.message.en).toContain('1 columns ("z")')
  })

  it('is silent of others', () => {
    const features = [
      numbers(
        'x',
        part.map((_, place) => (place % 2 === 0 ? 1 : -1) + 0.01),
      ),
    ]
    expect(look('standardisedBefore', inputOf(part, { features }))).toEqual([])
  })
})
