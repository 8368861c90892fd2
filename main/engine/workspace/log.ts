// The log of each run: what its worker said, line by line, in the order it came.
import type { Database } from './database'
import type { Clock } from './records'

export interface LogLine {
  /** ISO time. */
  at: string
  line: string
}

export class RunLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  append(run: string, lines: readonly string[]): void {
    const at = this.clock().toISOString()
    this.database.transaction(() => {
      for (const line of lines) {
        // A text is read back only up to a NUL.
        this.database.run('INSERT INTO log (run, at, line) VALUES (?, ?, ?)', run, at, line.replaceAll('\0', '\uFFFD'))
      }
    })
  }

  /** Oldest first. */
  read(run: string): LogLine[] {
    return this.database
      .all<LogLine>('SELECT at, line FROM log WHERE run = ? ORDER BY id', run)
      .map(({ at, line }) => ({ at, line }))
  }

  /** The last `count` lines, oldest first, for the reason of a run that was lost. */
  last(run: string, count: number): LogLine[] {
    return this.database
      .all<LogLine>('SELECT at, line FROM log WHERE run = ? ORDER BY id DESC LIMIT ?', run, count)
      .map(({ at, line }) => ({ at, line }))
      .reverse()
  }
}
