// The last lines that a child process printed: what a person reads when it crashed.
import type { Readable } from 'node:stream'

const kept = 40

export class LastLines {
  private readonly lines: string[] = []
  private rest = ''

  /** Listens to a stream, or to nothing when the child has none. */
  follow(stream: Readable | null): void {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => this.add(text))
  }

  all(): string[] {
    return this.rest === '' ? [...this.lines] : [...this.lines, this.rest]
  }

  private add(text: string): void {
    const pieces = (this.rest + text).split('\n')
    this.rest = (pieces.pop() ?? '').slice(-2000)
    this.lines.push(...pieces.filter((line) => line.trim() !== '').map((line) => line.slice(0, 2000)))
    this.lines.splice(0, Math.max(0, this.lines.length - kept))
  }
}
