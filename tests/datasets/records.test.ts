import { describe, expect, it } from 'vitest'
import { FastRecords } from '../../main/engine/datasets/read/fastRecords'
import { PlainValues } from '../../main/engine/datasets/read/plainValues'
import type { Misfit, ValueKind } from '../../main/engine/datasets/read/plainValues'
import { RecordCounter } from '../../main/engine/datasets/read/records'
import { createRandom } from '../../shared/numbers/random'

const counters = {
  RecordCounter: (escape: string) => new RecordCounter(Buffer.from(','), 34, escape.charCodeAt(0)),
  FastRecords: (escape: string) => new FastRecords({ delimiter: 44, quote: 34, escape: escape.charCodeAt(0) }),
}

/** Counts the text fed in pieces of `size` bytes: where a piece ends must not matter. */
function count(name: keyof typeof counters, text: string, size: number, escape = '"') {
  const counter = counters[name](escape)
  const bytes = new TextEncoder().encode(text)
  for (let first = 0; first < bytes.length; first += size) counter.feed(bytes.subarray(first, first + size))
  return counter.finish()
}

describe.each(['RecordCounter', 'FastRecords'] as const)('%s', (counter) => {
  // Counted by hand.
  it.each([
    ['no line end at the end', 'a,b\n1,2', 2, 0],
    ['line end at the end', 'a,b\n1,2\n', 2, 0],
    ['CR LF', 'a,b\r\n1,2\r\n', 2, 0],
    ['CR alone', 'a,b\r1,2\r3,4', 3, 0],
    ['blank lines', 'a,b\n\n1,2\n\n\n', 5, 3],
    ['blank lines with CR LF', 'a,b\r\n\r\n1,2\r\n', 3, 1],
    ['a line break in quotes', 'a,b\n"x\ny",2\n', 2, 0],
    ['a blank line in quotes', 'a,b\n"x\n\ny",2\n', 2, 0],
    ['a doubled quote before a line break', 'a\n"x""\ny"\nz\n', 3, 0],
    ['a quote inside an unquoted field', 'a\n5" disk\n6" disk\n', 3, 0],
    ['a quoted field after a delimiter', 'a,"b\nc"\nd,e\n', 2, 0],
    ['a quote that never closes', 'a,b\n1,"x\n2,3\n', 2, 0],
    ['letters of several bytes', 'ä,中\n"中\n文",é\n', 2, 0],
    ['a space before a quote', 'a,b\n1,  "x\ny"\n', 2, 0],
    ['nothing', '', 0, 0],
  ])('counts %s', (_name, text, records, blanks) => {
    for (const size of [1, 2, 3, 1000]) expect(count(counter, text, size)).toEqual({ records, blanks })
  })

  it('knows a quote that is escaped by a backslash', () => {
    expect(count(counter, 'a\n"x\\"\ny"\nz\n', 1, '\\')).toEqual({ records: 3, blanks: 0 })
  })
})

it('counts by both ways the same in any text', () => {
  const random = createRandom(7)
  const marks = [',', ',', '"', '"', '\n', '\r', ' ', '\\', 'a', 'é']
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 40 }, () => marks[random.below(marks.length)]).join('')
    for (const escape of ['"', '\\']) {
      const counted = count('RecordCounter', text, 1000, escape)
      for (const size of [1, 7, 1000]) expect([text, count('FastRecords', text, size, escape)]).toEqual([text, counted])
    }
  }
})

/** What a value of the first column is, after 100 usual records, that its column does not fit; null when it does. */
function misfitOf(kind: ValueKind, value: string, size: number, known = ['NA', 'nan', 'n/a']): Misfit | null {
  const values = new PlainValues(34, ['NA', 'nan', 'n/a'], known)
  const counter = new FastRecords(
    { delimiter: 44, quote: 34, escape: 34 },
    { values, kinds: [kind, null], header: true },
  )
  const bytes = new TextEncoder().encode(`007 _x,b\n${',1_0\n'.repeat(100)}${value},c`)
  for (let first = 0; first < bytes.length; first += size) counter.feed(bytes.subarray(first, first + size))
  expect(counter.finish()).toEqual({ records: 102, blanks: 0 })
  return counter.misfits.get(0) ?? null
}

// Source: the rules of docs/datasets.md, and what DuckDB's reader makes of each (BIGINT '1.5' is 2, '0x1F' is 31, '1_000' is 1000).
describe('FastRecords, looking at values', () => {
  it.each([
    ['whole', ['7', '-7', '+7', '0', '-0', '', ' 7 ', '"7"', '" 7 "', 'NA', ' NA ', '123456789012345678']],
    ['decimal', ['7', '0.5', '-0.5', '.5', '5.', '1e-30', '1E5', ' 7.5', '"7.5"', 'NA', 'nan', 'n/a', '']],
    ['words', ['a b', '"a"', '""', '007', 'Évora', '中', '', 'NA', 'n', 'n/ab', 'nana']],
    ['nothing', ['', ' ', '""', 'NA', '"NA"', ' NA ']],
    ['day', ['2024-05-31', '1999-12-31', '1600-01-01', '2999-12-31', '"2024-05-31"', ' 2024-05-31', '', 'NA']],
    ['moment', ['2024-05-31 23:59:59', '2024-05-31T00:00:00', '1999-12-31 12:00:00', '', 'NA']],
  ] as const)('%s: takes what the reader takes as it stands', (kind, values) => {
    for (const value of values)
      for (const size of [1, 5, 1000]) expect([value, misfitOf(kind, value, size)]).toEqual([value, null])
  })

  it.each([
    ['whole', 'decimal', ['7.0', '1.5', '.5', '1e3', '"1.5"', '1234567890123456789']],
    ['whole', 'text', ['007', '-07', '1_000', '0x1F', '0b11', '"007"', ' 07', '-', 'word', '1.5.2', '1e']],
    [
      'decimal',
      'text',
      ['007.5', '-00.5', ' 07', '1_0.5', '0x1F', '1e999', '1e-999', 'inf', '-inf', 'word', '.', 'e5'],
    ],
    ['decimal', 'text', ['Infinity', '9'.repeat(400)]],
    ['words', 'padded', [' a', 'a ', '" a"', '"a "', '\u00a0a', 'a\u3000', '\u2003a', 'é\u00a0', ' ']],
    ['words', 'text', ['a'.repeat(70_000)]],
    ['nothing', 'text', ['7', 'word', '"x"']],
    [
      'day',
      'text',
      ['2024-5-31', '2024-05-3', '2024-05-311', '2024/05/31', '1599-12-31', '3000-01-01', '2024-05-31 10:00:00'],
    ],
    ['moment', 'text', ['2024-05-31', '2024-05-31 10:00', '2024-05-31 10:00:00Z', '2024-05-31_10:00:00', 'now']],
  ] as const)('%s: notices what would be another value: %s', (kind, misfit, values) => {
    for (const value of values) {
      for (const size of value.length > 1000 ? [1000] : [1, 1000])
        expect([value, misfitOf(kind, value, size)]).toEqual([value, misfit])
    }
  })

  it('notices words that mean a missing value and that the reader was not told', () => {
    for (const kind of ['whole', 'decimal', 'words', 'nothing'] as const) {
      for (const size of [1, 1000]) {
        expect(misfitOf(kind, 'n/a', size, ['NA'])).toBe('missing')
        expect(misfitOf(kind, '"n/a"', size, ['NA'])).toBe('missing')
        expect(misfitOf(kind, 'NA', size, ['NA'])).toBeNull()
      }
    }
    for (const word of ['n', 'n/', 'n/ab', 'nan2']) expect(misfitOf('words', word, 1000, ['NA'])).toBeNull()
  })

  it('finds a word among more of them than there are places for', () => {
    const words = Array.from({ length: 400 }, (_, index) => `missing ${index * 7919}`)
    const look = { values: new PlainValues(34, words, []), kinds: ['words'] as const, header: false }
    for (const word of words.filter((_, index) => index % 40 === 0)) {
      const counter = new FastRecords({ delimiter: 44, quote: 34, escape: 34 }, look)
      counter.feed(new TextEncoder().encode(`missing x\n${word}0x\n${word}\n`))
      expect([word, [...counter.misfits]]).toEqual([word, [[0, 'missing']]])
    }
  })

  it.each([
    ['too few fields', 'x\n', false],
    ['too many fields', 'x,y,z\n', false],
    ['as many fields as columns', 'x,y\n', true],
    ['nothing behind the last column', 'x,y,\n', true],
    ['a missing word behind the last column', 'x,y,NA\n', true],
    ['many fields with nothing in them', 'x,y,z,,\n', false],
  ])('looks at records that become rows only: %s', (_what, record, counts) => {
    const look = { values: new PlainValues(34, ['NA']), kinds: ['whole', 'words'] as const, header: false }
    const counter = new FastRecords({ delimiter: 44, quote: 34, escape: 34 }, look)
    counter.feed(new TextEncoder().encode(`1,a\n${record}2,b\n`))
    expect(counter.misfits.has(0)).toBe(counts)
  })
})
