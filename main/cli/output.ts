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

/** Columns as wide as their widest cell; numbers to the right. */
export function tableLines(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_cell, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))))
  const isNumber = head.map((_cell, at) => rows.every((row) => /^[-+.\d]|^$/.test(row[at] ?? '')))
  const line = (row: string[]): string =>
    row
      .map((cell, at) => padded(clean(cell), widths[at] ?? 0, isNumber[at] ?? false))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
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

/** Cells in a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(char)
        ? 2
        : 1),
    0,
  )
}
