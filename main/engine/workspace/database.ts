// The only user of the SQLite library: one open database file, statements kept prepared, errors in our own words.
import { DatabaseSync } from '@photostructure/sqlite'
import { storageError } from './failures'

export type SqlValue = number | string | null | Uint8Array
type Connection = InstanceType<typeof DatabaseSync>
type Statement = ReturnType<Connection['prepare']>

/** A connection. Every method throws `workspace/disk-full`, `/busy`, `/damaged` or `/not-writable` when SQLite says so. */
export class Database {
  private readonly connection: Connection
  private readonly statements = new Map<string, Statement>()
  private depth = 0

  /** `waitMs`: how long to wait for another program's lock. */
  constructor(
    readonly file: string,
    waitMs = 20_000,
  ) {
    this.connection = this.guarded(() => new DatabaseSync(file, { timeout: waitMs }))
  }

  exec(sql: string): void {
    this.guarded(() => this.connection.exec(sql))
  }

  /** Returns the number of rows that changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return this.guarded(() => this.statement(sql).run(...values).changes)
  }

  get<T>(sql: string, ...values: SqlValue[]): T | undefined {
    return this.guarded(() => this.statement(sql).get(...values) as T | undefined)
  }

  all<T>(sql: string, ...values: SqlValue[]): T[] {
    return this.guarded(() => this.statement(sql).all(...values) as T[])
  }

  /** Runs `body` in one write transaction; inside another one it joins that. IMMEDIATE, so a read never has to upgrade. */
  transaction<T>(body: () => T): T {
    if (this.depth > 0) return body()
    this.exec('BEGIN IMMEDIATE')
    this.depth++
    try {
      const result = body()
      this.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite rolls back by itself on a full disk.
      if (this.connection.isTransaction) this.exec('ROLLBACK')
      throw error
    } finally {
      this.depth--
    }
  }

  get isOpen(): boolean {
    return this.connection.isOpen
  }

  dispose(): void {
    this.statements.clear()
    if (this.connection.isOpen) this.connection.close()
  }

  private statement(sql: string): Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const made = this.connection.prepare(sql)
    this.statements.set(sql, made)
    return made
  }

  private guarded<T>(action: () => T): T {
    try {
      return action()
    } catch (error) {
      throw storageError(error, this.file)
    }
  }
}
