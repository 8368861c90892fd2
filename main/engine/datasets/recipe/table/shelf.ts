// What trying a recipe has worked out, kept for the next try: whoever changes the last step waits for that step alone.
import type { DuckDBConnection } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import type { RecipeEntry, StepOutcome } from '../../../../../shared/records'
import { literal, numbersOf } from '../../read/sql'
import type { Stage } from './stage'

/** What there is after some steps. */
export interface Reached {
  stage: Stage
  /** Of each step so far what it did, and the columns that it was handed. */
  steps: { outcome: StepOutcome; handed: string[] }[]
}

interface Kept {
  reached: Reached
  /** Tries that are reading the table. */
  readers: number
}

/** So many tables are kept at most, however small. */
const mostKept = 100

/** The kept tables of one DuckDB instance; those that were used longest ago make room. */
export class Shelf {
  private readonly kept = new Map<string, Kept>()
  private displaced = 0

  /** `mostBytes`: of all kept tables, about. */
  constructor(private readonly mostBytes: number) {}

  /** How many tables are kept. */
  get size(): number {
    return this.kept.size
  }

  get(key: string): Kept | undefined {
    const found = this.kept.get(key)
    if (found === undefined) return undefined
    this.kept.delete(key)
    this.kept.set(key, found)
    return found
  }

  put(key: string, kept: Kept): void {
    const other = this.kept.get(key)
    // Two tries at once made the same: the older table goes when it is its turn.
    if (other !== undefined) this.kept.set(`displaced ${this.displaced++}`, other)
    this.kept.delete(key)
    this.kept.set(key, kept)
  }

  forget(key: string): void {
    this.kept.delete(key)
  }

  /** Drops what is too much. */
  async tidy(connection: DuckDBConnection): Promise<void> {
    for (const [key, { reached, readers }] of [...this.kept]) {
      const bytes = [...this.kept.values()].reduce((sum, one) => sum + bytesOf(one.reached.stage), 0)
      if (bytes <= this.mostBytes && this.kept.size <= mostKept) return
      if (readers > 0) continue
      this.kept.delete(key)
      await connection.run(`DROP TABLE IF EXISTS ${reached.stage.name}`)
    }
  }
}

/** One try: it takes what is kept, and leaves what it makes. Whoever began it calls `end`. */
export class Visit {
  private held: Kept | null = null

  /** `name` tells the table, and all that its steps are given, from all others. */
  constructor(
    private readonly shelf: Shelf,
    private readonly connection: DuckDBConnection,
    private readonly name: string,
  ) {}

  /** The key of what there is after the steps. */
  keyOf(entries: readonly RecipeEntry[]): string {
    const steps = entries.filter(({ enabled }) => enabled).map(({ step, settings }) => [step, settings])
    return createHash('sha256')
      .update(JSON.stringify([this.name, steps]))
      .digest('hex')
  }

  /** What is kept of these steps, if its table is still there: it stays until the next step or the end. */
  async take(entries: readonly RecipeEntry[]): Promise<Reached | null> {
    const key = this.keyOf(entries)
    const found = this.shelf.get(key)
    if (found === undefined) return null
    found.readers++
    const name = literal(found.reached.stage.name.slice(1, -1))
    const [there] = await numbersOf(
      this.connection,
      `SELECT count(*)::DOUBLE FROM duckdb_tables() WHERE table_name = ${name}`,
    )
    if (there === 1) {
      this.held = found
      return found.reached
    }
    // The instance was closed in between, and its tables with it.
    this.shelf.forget(key)
    return null
  }

  /** Keeps what there is after these steps, and lets go of what was before the last one. */
  async leave(entries: readonly RecipeEntry[], reached: Reached): Promise<void> {
    const kept = { reached, readers: 1 }
    this.shelf.put(this.keyOf(entries), kept)
    await this.end()
    this.held = kept
  }

  async end(): Promise<void> {
    if (this.held !== null) this.held.readers--
    this.held = null
    await this.shelf.tidy(this.connection)
  }
}

/** About: words are stored with what tells where they are. */
function bytesOf({ rows, columns }: Stage): number {
  return rows * columns.reduce((sum, { storage }) => sum + (storage === 'VARCHAR' ? 24 : 8), 8)
}
