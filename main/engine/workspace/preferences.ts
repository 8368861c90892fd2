// Small settings of a workspace, such as how many runs train at once: a JSON value by name.
import type { Database } from './database'
import { fromJson, toJson } from './json'

export class Preferences {
  constructor(private readonly database: Database) {}

  /** Undefined when it was never written; the caller parses what it gets. */
  read(name: string): unknown {
    const row = this.database.get<{ json: string }>('SELECT json FROM preferences WHERE name = ?', name)
    return row === undefined ? undefined : fromJson(row.json)
  }

  write(name: string, value: unknown): void {
    this.database.run(
      'INSERT INTO preferences (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
      name,
      toJson(value),
    )
  }
}
