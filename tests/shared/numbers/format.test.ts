// Numbers as people read them; expected texts written by hand.
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatExact,
  formatMoment,
  formatNumber,
  formatPercent,
  formatShortCount,
} from '../../../shared/numbers/format'

describe('formatNumber', () => {
  it.each([
    [0.88427, '0.8843'],
    [0.9, '0.9000'],
    [12.3456, '12.35'],
    [193, '193'],
    [33281, '33,281'],
    [-2.5, '−2.500'],
    [0, '0'],
    [5.96e-8, '5.960e−8'],
    [12_345_678, '1.235e7'],
    [99999.7, '100,000'],
    [12_345.678, '12,350'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [null, '–'],
    [undefined, '–'],
  ])('%s is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('keeps every digit on hover', () => {
    expect(formatExact(0.1 + 0.2)).toBe('0.30000000000000004')
  })
})

describe('other figures', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
    [-4321, '−4,321'],
  ])('the count %s is %s', (value, text) => {
    expect(formatCount(value)).toBe(text)
  })

  it.each([
    [0, '0'],
    [33_281, '33,281'],
    [123_456, '123k'],
    [999_600, '1M'],
    [1_234_567, '1.23M'],
    [4_500_000_000, '4.5G'],
    [-1_234_567, '−1.23M'],
  ])('the count %s is %s where there is little room', (value, text) => {
    expect(formatShortCount(value)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [772, '772 B'],
    [1_072_063, '1.07 MB'],
    [999_600, '1 MB'],
    [8_000_000_000, '8 GB'],
  ])('%s bytes are %s', (value, text) => {
    expect(formatBytes(value)).toBe(text)
  })

  it.each([
    [340, '340 ms'],
    [12_345, '12.3 s'],
    [59_960, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [7_620_000, '2 h 07 min'],
    [null, '–'],
  ])('%s ms are %s', (value, text) => {
    expect(formatDuration(value)).toBe(text)
  })

  it('shows shares and moments', () => {
    expect(formatPercent(0.434)).toBe('43 %')
    expect(formatMoment('not a date')).toBe('–')
    expect(formatMoment(new Date(2026, 10, 3, 4, 5).toISOString())).toBe('2026-11-03 04:05')
  })
})
