import { describe, expect, it } from 'vitest'
import { binsOf } from '../../../main/engine/datasets/read/profile/bins'
import { correlationOf } from '../../../main/engine/datasets/read/profile/correlation'
import { looksPersonal } from '../../../main/engine/datasets/read/profile/personal'
import { presentOf } from '../../../main/engine/datasets/quantiles'
import { quantilesOf } from '../../../main/engine/datasets/read/profile/quantiles'
import { createRandom } from '../../../shared/numbers/random'

const shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

describe('quantilesOf', () => {
  const source = createRandom(3)
  const random = () => source.next()
  const many = (next: (row: number) => number) => Float64Array.from({ length: 50_000 }, (_, row) => next(row))

  it.each([
    ['even', many(() => random())],
    ['skewed over hundreds of orders', many(() => 10 ** (600 * random() - 300))],
    ['almost all alike', many((row) => (row % 1000 === 0 ? random() * 1e9 : 0))],
    ['crowded about one value', many((row) => (row === 0 ? 1e300 : 1 + random() * 1e-9))],
    ['few values', many(() => Math.floor(random() * 3))],
    ['the largest range', many((row) => (row % 2 === 0 ? -1.7e308 : 1.7e308))],
    ['one value', new Float64Array([4])],
  ])('are those of the sorted values: %s', (_what, values) => {
    const sorted = values.slice().sort()
    const wanted = shares.map((share) => {
      const place = share * (sorted.length - 1)
      const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
      return low === high ? low : low + (high - low) * (place - Math.floor(place))
    })
    expect(quantilesOf(values, shares)).toEqual(wanted)
  })

  it('leaves missing values out', () => {
    expect([...presentOf(Float64Array.of(1, NaN, 3))]).toEqual([1, 3])
  })
})

describe('binsOf', () => {
  it('gives a value on an edge to the bin above it, and the last edge to the last bin', () => {
    const { edges, counts } = binsOf([0, 1, 2, 3, 30], [0, 30])
    expect(edges).toHaveLength(31)
    expect(counts.slice(0, 4)).toEqual([1, 1, 1, 1])
    expect(counts.at(-1)).toBe(1)
  })

  it('gives each of few whole numbers a bin, and a constant one', () => {
    expect(binsOf([1, 3, 3], [1, 3], { whole: true })).toEqual({ edges: [0.5, 1.5, 2.5, 3.5], counts: [1, 0, 2] })
    expect(binsOf([2.5, 2.5], [2.5, 2.5])).toEqual({ edges: [2.5, 2.5], counts: [2] })
  })
})

describe('correlationOf', () => {
  it('is that of the rows with both values, whatever their size', () => {
    const a = Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3, NaN, 1e9 + 9)
    const b = Float64Array.of(2, 4, 6, 100, NaN)
    expect(correlationOf(a, b)).toBeCloseTo(1, 12)
  })

  it('is none where one does not vary', () => {
    expect(correlationOf(Float64Array.of(0.1, 0.1, 0.1), Float64Array.of(1, 2, 3))).toBeNull()
    expect(correlationOf(Float64Array.of(NaN, NaN), Float64Array.of(1, 2))).toBeNull()
  })
})

describe('looksPersonal', () => {
  it.each([
    ['email', []],
    ['Phone Number', []],
    ['firstName', []],
    ['客户姓名', []],
    ['身份证号', []],
    ['c1', ['ann@example.org', 'bob.b@mail.example.com']],
    ['c1', ['192.168.0.1', '10.0.0.255']],
    ['c1', ['13812345678', '+86 13912345678']],
    ['c1', ['+49 30 901820', '(020) 7946 0958']],
    ['c1', ['202-555-0143', '030 901820']],
    ['c1', ['123-45-6789']],
    // The worked example of GB 11643-1999.
    ['c1', ['11010519491231002X']],
    // Test numbers that card companies publish.
    ['c1', ['4111 1111 1111 1111', '378282246310005']],
    // The example of the IBAN registry.
    ['c1', ['GB29 NWBK 6016 1331 9268 19']],
    ['Name', ['Braund, Mr. Owen Harris', 'Heikkinen, Miss. Laina']],
  ])('marks %s %j', (name, values) => {
    expect(looksPersonal(name, values)).toBe(true)
  })

  it.each([
    ['age', ['34', '21']],
    ['day', ['2024-05-31', '31.12.2024']],
    ['price', ['1234.56', '10.5']],
    ['basket', ['12 44 77 1234', '[1, 2]']],
    ['code', ['4111 1111 1111 1112', '110105194912310021']],
    ['stamp', ['1600000000', '1600000001']],
    ['version', ['1.2.3', '10.0.1']],
    ['Name', ['toothpaste', 'soap']],
    ['phone_calls', ['3', '4']],
    ['empty', []],
  ])('does not mark %s %j', (name, values) => {
    expect(looksPersonal(name, values)).toBe(false)
  })
})
