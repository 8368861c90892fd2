// Counts as bars and correlations as pairs, worked by hand.
import { describe, expect, it } from 'vitest'
import { barsOfBins, barsOfWords } from '../../renderer/components/charts/bars'
import { strongestPairs, tintOf } from '../../renderer/components/charts/matrix'

describe('bars', () => {
  it('of bins have their edges, shares and lengths', () => {
    expect(barsOfBins({ edges: [0, 1, 2, 3], counts: [1, 4, 0] }, String)).toEqual([
      { label: '0 – 1', count: 1, share: 0.2, length: 0.25 },
      { label: '1 – 2', count: 4, share: 0.8, length: 1 },
      { label: '2 – 3', count: 0, share: 0, length: 0 },
    ])
  })

  it('of words end with all others, which do not shrink them', () => {
    const top = [
      { value: 'red', count: 4 },
      { value: 'blue', count: 2 },
    ]
    expect(barsOfWords(top, 16, 'others')).toEqual([
      { label: 'red', count: 4, share: 0.25, length: 1 },
      { label: 'blue', count: 2, share: 0.125, length: 0.5 },
      { label: 'others', count: 10, share: 0.625, length: 1, rest: true },
    ])
    expect(barsOfWords(top, 6, 'others')).toHaveLength(2)
    expect(barsOfWords([], 0, 'others')).toEqual([])
  })
})

describe('correlations', () => {
  const values = [
    [1, -0.9, 0.2],
    [-0.9, 1, null],
    [0.2, null, 1],
  ]

  it('give each pair once, the strongest first, without those that are not known', () => {
    expect(strongestPairs(['a', 'b', 'c'], values)).toEqual([
      { a: 'a', b: 'b', value: -0.9 },
      { a: 'a', b: 'c', value: 0.2 },
    ])
  })

  it('are tinted by sign and strength', () => {
    expect(tintOf(null)).toBeUndefined()
    expect(tintOf(1)).toContain('--accent) 70%')
    expect(tintOf(-0.5)).toContain('--against) 35%')
  })
})
