// What a command prints: a table or a few lines for people, one JSON value for programs; problems on standard error.
import type { WireError } from '../../shared/contract/errors'
import type { Language } from '../../shared/fields/text'

export const language: Language = (process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '').startsWith(
  'zh',
)
  ? 'zh'
  : 'en'

export interface Output {
  /** The command's one result, as JSON, or else as `lines` says. */
  result: (value: unknown, lines: () => string[]) => void
  /** A line for people while the command works; on standard error. */
  say: (line: string) => void
}

export function output(json: boolean): Output {
  return {
    result: (value, lines) =>
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`),
    say: (line) => process.stderr.write(`${line}\n`),
  }
}

const widestCell = 40

/** Columns as wide as their widest cell, which is cut at forty; numbers to the right. */
export function tableLines(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows].map((row) => row.map((cell) => cutTo(clean(cell), widestCell)))
  const widths = head.map((_cell, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))))
  const isNumber = head.map((_cell, at) => rows.every((row) => /^[-+.\d]|^$/.test(row[at] ?? '')))
  const line = (row: string[]): string =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, isNumber[at] ?? false))
      .join('  ')
      .trimEnd()
  const [top = [], ...below] = all
  return [line(top), widths.map((width) => '─'.repeat(width)).join('  '), ...below.map(line)]
}

export function errorLines(error: WireError): string[] {
  const lines = [`${error.code}: ${error.message[language]}`, error.hint[language]]
  const problems = error.details.problems as { message: Record<Language, string> }[] | undefined
  const more = (problems ?? []).slice(1).map((problem) => `  - ${problem.message[language]}`)
  const stack = error.bug ? [String(error.details.stack ?? '')] : []
  return [lines[0] ?? '', ...more, lines[1] ?? '', ...stack]
}

function padded(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return right ? space + cell : cell + space
}

/** Names come from data: no control character of theirs reaches the terminal. */
export function clean(cell: string): string {
  return cell.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�')
}

/** The beginning of a text that takes at most `width` cells, with an ellipsis when it was longer. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const char of text) {
    if (widthOf(kept + char) > width - 1) break
    kept += char
  }
  return `${kept}…`
}

/** Cells in a terminal: a Chinese character takes two, as does a picture. */
export function widthOf(text: string): number {
  return [...text].reduce(
    (sum, char) =>
      sum +
      (/[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        char,
      )
        ? 2
        : 1),
    0,
  )
}
