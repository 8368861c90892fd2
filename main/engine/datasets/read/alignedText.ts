// Columns that stand under each other, parted by runs of blanks: seen by the first lines, and copied with single blanks.
import { closeSync, openSync, readSync } from 'node:fs'
import type { Reading } from '../../../../shared/records'
import { linesBelow, numeric } from './hints'

const usualDelimiters = [',', ';', '\t', '|']

/**
 * Columns that stand under each other, parted by runs of blanks and tabs: as many words in each of the first lines, some
 * of them numbers, and more of them than a usual delimiter would part.
 */
export function isAligned(head: string): boolean {
  const lines = linesBelow(head, 0).filter((line) => !line.startsWith('#'))
  if (lines.length < 3 || !lines.some((line) => /^[ \t]|[ \t]{2}/.test(line))) return false
  const rows = lines.map((line) =>
    line
      .replace(/"[^"]*"/g, 'quoted')
      .trim()
      .split(/[ \t]+/),
  )
  const width = rows[0]?.length ?? 1
  if (width === 1 || rows.some((row) => row.length !== width)) return false
  const parted = usualDelimiters.map((mark) => {
    const widths = new Set(lines.map((line) => line.split(mark).length))
    return widths.size === 1 ? ([...widths][0] ?? 1) : 1
  })
  const hasNumbers = [...Array(width).keys()].some((place) =>
    rows.slice(1).every((row) => numeric.test(row[place] ?? '')),
  )
  return hasNumbers && width > Math.max(...parted)
}

const lookedAtBytes = 1 << 16

/** Is the text such a one, as far as the reading does not name a delimiter? Not asked of UTF-16. */
export function isAlignedFile(path: string, encoding: string, { delimiter }: Reading): boolean {
  if (encoding.startsWith('utf-16') || (delimiter !== undefined && delimiter !== ' ')) return false
  const handle = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(lookedAtBytes)
    // Each byte a letter: what parts the columns is ASCII in all of these encodings.
    return isAligned(bytes.toString('latin1', 0, readSync(handle, bytes, 0, bytes.length, 0)))
  } finally {
    closeSync(handle)
  }
}

/** Gives lines in which one blank parts the columns where runs of blanks and tabs did. Those in quotation marks stay. */
export async function* withSingleBlanks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const text of texts) {
    const whole = held + text
    const end = whole.lastIndexOf('\n') + 1
    held = whole.slice(end)
    yield singleBlanks(whole.slice(0, end))
  }
  yield singleBlanks(held)
}

/** The same for whole lines that end with LF. */
export function singleBlanks(lines: string): string {
  const single = (line: string) =>
    line.replace(/"[^"]*"|[ \t]+/g, (part) => (part.startsWith('"') ? part : ' ')).replace(/^ | $/g, '')
  return lines.split('\n').map(single).join('\n')
}
