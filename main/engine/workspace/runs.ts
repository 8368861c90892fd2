// The runs of a workspace: numbered as they come, moved only along the legal moves, and each live one owned by one living program.
import { isLive, isOver, runMoves, runStatuses } from '../../../shared/records/run'
import type { Run, RunStatus } from '../../../shared/records/run'
import type { Database } from './database'
import { fromJson, toJson } from './json'
import { Records } from './records'
import type { Clock } from './records'
import { illegalMove, notOver, ownedElsewhere, programLost } from './runErrors'

/** What may be changed beside the status, which only `move` changes. */
export type RunPatch = Partial<Omit<Run, 'id' | 'number' | 'status'>>

interface Row {
  id: string
  json: string
  status: RunStatus
  owner: string | null
}

/** This program's token, and whether another's belongs to a program that lives. */
export interface Ownership {
  token: string
  isAlive(token: string): boolean
}

const liveStatuses = runStatuses.filter(isLive)
const placeholders = liveStatuses.map(() => '?').join(', ')

export class RunStore extends Records<Run> {
  constructor(
    database: Database,
    clock: Clock,
    private readonly ownership: Ownership,
  ) {
    super(database, 'runs', clock)
  }

  /** Adds queued runs, owned by this program, under the next numbers; all or none. */
  create(runs: readonly Omit<Run, 'number' | 'status'>[]): Run[] {
    return this.database.transaction(() =>
      runs.map((run) => this.insert({ ...run, number: this.nextNumber(), status: 'queued' }, null)),
    )
  }

  /** Adds a run that came from elsewhere, over already, under the next number. `content` is what it is known by. */
  adopt(run: Run, content: string): Run {
    if (!isOver(run.status)) throw notOver(run)
    return this.database.transaction(() => this.insert({ ...run, number: this.nextNumber() }, content))
  }

  /** The id of an adopted run of that content, removed or not. */
  idByContent(content: string): string | null {
    return this.database.get<{ id: string }>('SELECT id FROM runs WHERE content = ?', content)?.id ?? null
  }

  /**
   * Moves a run to another status and changes what `patch` names, in one transaction.
   * Throws `run/illegal-move`, `run/not-found`, or `run/owned-elsewhere` when another living program has the run.
   */
  move(id: string, to: RunStatus, patch: RunPatch = {}): Run {
    return this.database.transaction(() => {
      const row = this.row(id)
      const run = fromJson(row.json) as Run
      if (this.isForeign(row)) throw ownedElsewhere(run)
      if (!runMoves[row.status].includes(to)) throw illegalMove(run, to)
      return this.write({ ...run, ...patch, id, number: run.number, status: to })
    })
  }

  /** Takes a queued run to start it; null when it is queued no longer or another living program has it. */
  claim(id: string, patch: RunPatch = {}): Run | null {
    return this.database.transaction(() => {
      const row = this.row(id)
      return row.status === 'queued' && !this.isForeign(row) ? this.move(id, 'starting', patch) : null
    })
  }

  /** Queued runs that this program may start, lowest number first: its own, and those whose program has ended. */
  waiting(): Run[] {
    return this.rows("SELECT * FROM runs WHERE status = 'queued' AND removed IS NULL ORDER BY number")
      .filter((row) => !this.isForeign(row))
      .map((row) => fromJson(row.json) as Run)
  }

  /** All runs of an experiment that are not removed. */
  ofExperiment(experiment: string): Run[] {
    return this.rows(
      "SELECT * FROM runs WHERE json_extract(json, '$.experiment') = ? AND removed IS NULL ORDER BY number",
      experiment,
    ).map((row) => fromJson(row.json) as Run)
  }

  /** Makes live runs whose program is gone `interrupted`, reason `run/program-lost`; gives those back. */
  recover(): Run[] {
    return this.database.transaction(() =>
      this.rows(`SELECT * FROM runs WHERE status IN (${placeholders}) ORDER BY number`, ...liveStatuses)
        .filter((row) => row.owner === null || !this.ownership.isAlive(row.owner))
        .map((row) => {
          const run = fromJson(row.json) as Run
          const endedAt = this.clock().toISOString()
          return this.write({ ...run, status: 'interrupted', reason: programLost(run), endedAt })
        }),
    )
  }

  /** Throws `run/not-over` for a queued or live run, `run/not-found`. */
  override remove(id: string): void {
    this.database.transaction(() => {
      const run = this.get(id)
      if (!isOver(run.status)) throw notOver(run)
      super.remove(id)
    })
  }

  override list(): Run[] {
    return this.rows('SELECT * FROM runs WHERE removed IS NULL ORDER BY number').map((row) => fromJson(row.json) as Run)
  }

  private rows(sql: string, ...values: string[]): Row[] {
    return this.database.all<Row>(sql, ...values)
  }

  private row(id: string): Row {
    this.get(id)
    return this.database.get<Row>('SELECT * FROM runs WHERE id = ?', id) as Row
  }

  private isForeign({ status, owner }: Row): boolean {
    if (isOver(status) || owner === null || owner === this.ownership.token) return false
    return this.ownership.isAlive(owner)
  }

  /** Numbers are never used twice, since runs are only ever removed softly. */
  private nextNumber(): number {
    return this.database.get<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM runs')?.next ?? 1
  }

  private insert(run: Run, content: string | null): Run {
    this.database.run(
      'INSERT INTO runs (id, number, status, owner, content, json, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
      run.id,
      run.number,
      run.status,
      this.ownerFor(run.status),
      content,
      toJson(run),
      this.clock().toISOString(),
    )
    return run
  }

  private write(run: Run): Run {
    const owner = this.ownerFor(run.status)
    // A run that came with a bundle and is queued here becomes another than the bundle's.
    this.database.run(
      `UPDATE runs SET status = ?1, owner = ?2, json = ?3,
       content = CASE WHEN ?1 = 'queued' THEN NULL ELSE content END WHERE id = ?4`,
      run.status,
      owner,
      toJson(run),
      run.id,
    )
    return run
  }

  private ownerFor(status: RunStatus): string | null {
    return isOver(status) ? null : this.ownership.token
  }
}
