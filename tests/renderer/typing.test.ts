// @vitest-environment happy-dom
// What people type: numbers, lists, seeds, keys.
import { describe, expect, it } from 'vitest'
import { parseIntegers, parseNumber, showValue } from '../../renderer/components/forms/fieldText'
import { keysOf } from '../../renderer/composables/useShortcuts'
import { soundSeeds } from '../../renderer/views/runs/seeds'

describe('numbers', () => {
  it.each([
    ['0.001', 0.001],
    [' 1e-3 ', 0.001],
    ['−5', -5],
    ['', ''],
    ['abc', 'abc'],
    ['Infinity', 'Infinity'],
  ])('"%s" means %s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value)
  })

  it.each([
    ['64, 32', [64, 32]],
    ['64 32;16', [64, 32, 16]],
    ['１, 2', 'kept'],
    ['64，32、16', [64, 32, 16]],
    ['', []],
    ['64, x', 'kept'],
  ])('"%s" means %j', (typed, value) => {
    expect(parseIntegers(typed)).toEqual(value === 'kept' ? typed : value)
  })

  it('are shown as they can be typed again', () => {
    expect([showValue([64, 32]), showValue(0.5), showValue(null), showValue(true)]).toEqual([
      '64, 32',
      '0.5',
      '',
      'true',
    ])
  })
})

describe('seeds', () => {
  it('are whole numbers that the contract allows, each once', () => {
    expect(soundSeeds([1, 2, 2, 3])).toEqual([1, 2, 3])
    expect(soundSeeds([])).toBeNull()
    expect(soundSeeds([-1])).toBeNull()
    expect(soundSeeds([1.5])).toBeNull()
    expect(soundSeeds([2 ** 31])).toBeNull()
    expect(soundSeeds('one')).toBeNull()
    expect(soundSeeds(Array.from({ length: 101 }, (_, index) => index))).toBeNull()
  })
})

describe('keys', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }, 'Mod+K'],
    [{ key: 'k', metaKey: true }, 'Mod+K'],
    [{ key: 'O', ctrlKey: true, shiftKey: true }, 'Mod+Shift+O'],
    [{ key: 'o', ctrlKey: true, altKey: true }, 'Mod+Alt+O'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'F1' }, 'F1'],
  ])('%j are %s', (event, keys) => {
    expect(keysOf(new KeyboardEvent('keydown', event))).toBe(keys)
  })
})
