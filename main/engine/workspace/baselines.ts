// What baselines came to, by the prepared data that they were measured on.
import type { BaselineScores } from '../../../shared/records'
import type { Database } from './database'
import { fromJson, toJson } from './json'

export class BaselineStore {
  constructor(private readonly database: Database) {}

  /** Null where they were not measured. */
  read(prepared: string): BaselineScores[] | null {
    const row = this.database.get<{ json: string }>('SELECT json FROM baselines WHERE prepared = ?', prepared)
    return row === undefined ? null : (fromJson(row.json) as BaselineScores[])
  }

  write(prepared: string, scores: readonly BaselineScores[]): void {
    this.database.run(
      'INSERT INTO baselines (prepared, json) VALUES (?, ?) ON CONFLICT (prepared) DO UPDATE SET json = excluded.json',
      prepared,
      toJson(scores),
    )
  }
}
