import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { linesAt } from '../../../main/engine/datasets/read/lines'
import { TextLook } from '../../../main/engine/datasets/read/textLook'
import { createRandom } from '../../../shared/numbers/random'

const folder = mkdtempSync(join(tmpdir(), 'netloom-text-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Is all well, when the bytes come in pieces of `size`? */
function isPlain(bytes: Uint8Array, size: number): boolean {
  const look = new TextLook()
  for (let first = 0; first < bytes.length; first += size) {
    if (!look.take(bytes.subarray(first, first + size))) return false
  }
  return look.ends()
}

describe('TextLook', () => {
  it.each([
    ['ASCII', Buffer.from('a,b\n1,2\n'), true],
    ['letters of two, three and four bytes', Buffer.from('é,中,😀\n'), true],
    ['CR LF', Buffer.from('a\r\nb\r\n'), true],
    ['CR alone', Buffer.from('a\rb\r'), true],
    ['no line end', Buffer.from('a'), true],
    ['LF and CR LF', Buffer.from('a\nb\r\n'), false],
    ['CR and LF', Buffer.from('a\rb\n'), false],
    ['a CR that ends the text after LF', Buffer.from('a\nb\r'), false],
    ['a byte of Latin-1', Buffer.from('caf\xe9\n', 'latin1'), false],
    ['half a letter at the end', Buffer.from('中').subarray(0, 2), false],
  ])('%s', (_what, bytes, plain) => {
    for (const size of [1, 2, 3, 1000]) expect([size, isPlain(bytes, size)]).toEqual([size, plain])
  })
})

it('counts lines as they are counted one byte after another', async () => {
  const random = createRandom(11)
  const text = Array.from({ length: 300 }, () => ['a', '\n', '\r', '\r\n'][random.below(4)]).join('')
  const file = join(folder, 'lines.txt')
  writeFileSync(file, text)
  const begins = [...text].flatMap((letter, place) => (letter === '\n' && text[place - 1] === '\r' ? [] : [place]))
  const wanted = begins.map((place) => text.slice(0, place).split(/\r\n|\n|\r/).length)
  expect([...(await linesAt(file, Float64Array.from(begins), { temporaryFolder: folder }))]).toEqual(wanted)
})
