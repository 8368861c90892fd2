// Which checkpoints of a run count: a row a file, written after the file is safe. Two are kept, so that one may be damaged.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database'
import type { WorkspacePaths } from './paths'

export interface CheckpointRow {
  /** Of the file in the run's folder of checkpoints. */
  name: string
  epoch: number
  step: number
}

const kept = 2

export class CheckpointRows {
  constructor(
    private readonly database: Database,
    private readonly paths: WorkspacePaths,
  ) {}

  /** Newest first. */
  list(run: string): CheckpointRow[] {
    return this.database.all<CheckpointRow>(
      'SELECT name, epoch, step FROM checkpoints WHERE run = ? ORDER BY rowid DESC',
      run,
    )
  }

  /** Counts a file that was written; the oldest of more than two goes. */
  add(run: string, { name, epoch, step }: CheckpointRow): void {
    const old = this.database.transaction(() => {
      this.database.run(
        'INSERT OR REPLACE INTO checkpoints (run, step, epoch, name) VALUES (?, ?, ?, ?)',
        run,
        step,
        epoch,
        name,
      )
      const surplus = this.list(run).slice(kept)
      for (const row of surplus) {
        this.database.run('DELETE FROM checkpoints WHERE run = ? AND step = ?', run, row.step)
      }
      return surplus
    })
    for (const row of old) rmSync(join(this.folder(run), row.name), { force: true })
  }

  /** The same for a run that no worker is at: what a killed one wrote and could not tell of is taken away. */
  takeUp(run: string): CheckpointRow[] {
    const rows = this.list(run)
    const folder = this.folder(run)
    const files = existsSync(folder) ? readdirSync(folder) : []
    for (const file of files) {
      if (!rows.some(({ name }) => name === file)) rmSync(join(folder, file), { force: true })
    }
    return rows
  }

  /** The run is finished, or starts again from step 0. */
  clear(run: string): void {
    this.database.run('DELETE FROM checkpoints WHERE run = ?', run)
    rmSync(this.folder(run), { recursive: true, force: true })
  }

  private folder(run: string): string {
    return this.paths.checkpointFolder(run)
  }
}
