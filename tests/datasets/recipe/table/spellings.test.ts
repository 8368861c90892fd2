import { describe, expect, it } from 'vitest'
import { formOf, similarSpellings } from '../../../../main/engine/datasets/recipe/table'

const counted = (values: Record<string, number>) => Object.entries(values).map(([value, count]) => ({ value, count }))

describe('similar spellings', () => {
  it('gathers capitals, blanks, accents, signs and full width under the most frequent', () => {
    const values = counted({ 'São Paulo': 50, 'sao paulo': 3, ' SAO-PAULO ': 1, 'ＳＡＯ paulo': 1, Rio: 9 })
    expect(similarSpellings(values)).toEqual([
      { to: 'São Paulo', others: ['sao paulo', ' SAO-PAULO ', 'ＳＡＯ paulo'], reason: 'form' },
    ])
  })

  it('gathers mistypings: one edit from four characters on, two from eight on', () => {
    expect(similarSpellings(counted({ Berlin: 9, Berlim: 1, Munich: 5, Mnuich: 1, Hamburg: 4 }))).toEqual([
      { to: 'Berlin', others: ['Berlim'], reason: 'typing' },
      { to: 'Munich', others: ['Mnuich'], reason: 'typing' },
    ])
    expect(similarSpellings(counted({ Manchester: 9, Menchestr: 1 }))).toHaveLength(1)
    expect(similarSpellings(counted({ cat: 9, car: 5, dog: 2 }))).toEqual([])
  })

  it('tells numbers, codes and signs apart', () => {
    expect(similarSpellings(counted({ room101: 5, room102: 5, '1.5': 2, '15': 2, '+': 4, '-': 3, '': 1 }))).toEqual([])
    expect(similarSpellings(counted({ 'C++': 3, C: 9 }))).toEqual([])
  })

  it('keeps Chinese words that differ apart and joins those of other width', () => {
    expect(similarSpellings(counted({ 北京: 9, 南京: 5, '北 京': 1 }))).toEqual([
      { to: '北京', others: ['北 京'], reason: 'form' },
    ])
  })

  it('goes by forms only above 3,000 of them, quickly', () => {
    const values = Array.from({ length: 5000 }, (_, index) => ({
      value: `word ${String.fromCharCode(97 + (index % 26))}${index}`,
      count: 1,
    }))
    expect(similarSpellings([...values, { value: 'WORD A0', count: 5 }])).toEqual([
      { to: 'WORD A0', others: ['word a0'], reason: 'form' },
    ])
  })

  it('reads names of columns as data', () => {
    expect(formOf('Étage')).toBe('etage')
    expect(similarSpellings(counted({ constructor: 2, Constructor: 1 }))).toHaveLength(1)
  })
})
