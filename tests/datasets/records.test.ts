import { describe, expect, it } from 'vitest'
import { RecordCounter } from '../../main/engine/datasets/read/records'

/** Counts the text fed in pieces of `size` bytes: where a piece ends must not matter. */
function count(text: string, size: number, escape = '"') {
  const counter = new RecordCounter(Buffer.from(','), 34, escape.charCodeAt(0))
  const bytes = new TextEncoder().encode(text)
  for (let first = 0; first < bytes.length; first += size) counter.feed(bytes.subarray(first, first + size))
  return counter.finish()
}

describe('RecordCounter', () => {
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
    for (const size of [1, 2, 3, 1000]) expect(count(text, size)).toEqual({ records, blanks })
  })

  it('knows a quote that is escaped by a backslash', () => {
    expect(count('a\n"x\\"\ny"\nz\n', 1, '\\')).toEqual({ records: 3, blanks: 0 })
  })
})
