import { describe, expect, it } from 'vitest'
import { FastRecords } from '../../main/engine/datasets/read/fastRecords'
import { PlainValues } from '../../main/engine/datasets/read/plainValues'
import type { ValueKind } from '../../main/engine/datasets/read/plainValues'
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

/** Is there, after 100 usual records, a value of the first column that its column does not fit? */
function isOdd(kind: ValueKind, value: string, size: number): boolean {
  const values = new PlainValues(34, ['NA', 'nan', 'n/a'])
  const counter = new FastRecords(
    { delimiter: 44, quote: 34, escape: 34 },
    { values, kinds: [kind, null], header: true },
  )
  const bytes = new TextEncoder().encode(`007 _x,b\n${',1_0\n'.repeat(100)}${value},c`)
  for (let first = 0; first < bytes.length; first += size) counter.feed(bytes.subarray(first, first + size))
  expect(counter.finish()).toEqual({ records: 102, blanks: 0 })
  return counter.odd
}

// Source: the rules of docs/datasets.md, and what DuckDB's reader makes of each (BIGINT '1.5' is 2, '0x1F' is 31, '1_000' is 1000).
describe('FastRecords, looking at values', () => {
  it.each([
    ['whole', ['7', '-7', '+7', '0', '-0', '', ' 7 ', '"7"', '" 7 "', 'NA', 'word', '123456789012345678']],
    ['decimal', ['7', '0.5', '-0.5', '.5', '5.', '1e-30', '1E5', ' 7.5', '"7.5"', 'NA', 'nan', 'n/a', 'word', '']],
    ['words', ['a b', '"a"', '""', '007', 'Évora', '中', '']],
    ['nothing', ['', ' ', '""', 'NA', '"NA"', ' NA ']],
  ] as const)('%s: takes what the reader takes as it stands', (kind, values) => {
    for (const value of values)
      for (const size of [1, 5, 1000]) expect([value, isOdd(kind, value, size)]).toEqual([value, false])
  })

  it.each([
    [
      'whole',
      ['007', '-07', '1_000', '0x1F', '0b11', '7.0', '1.5', '.5', '1e3', '1234567890123456789', '"007"', ' 07'],
    ],
    [
      'decimal',
      ['007.5', '-00.5', ' 07', '1_0.5', '0x1F', '1e999', '1e-999', 'inf', '-inf', 'Infinity', '9'.repeat(400)],
    ],
    ['words', [' a', 'a ', '" a"', '"a "', '\u00a0a', 'a\u3000', '\u2003a', 'é\u00a0', `${'a'.repeat(70_000)}`]],
    ['nothing', ['7', 'word', '"x"']],
  ] as const)('%s: notices what would be another value', (kind, values) => {
    for (const value of values) {
      for (const size of value.length > 1000 ? [1000] : [1, 1000])
        expect([value, isOdd(kind, value, size)]).toEqual([value, true])
    }
  })
})
