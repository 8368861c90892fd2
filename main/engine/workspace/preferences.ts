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

  /** Removes those whose names begin with `prefix` and of which `isGone` says so. */
  removeWhere(prefix: string, isGone: (value: unknown, name: string) => boolean): void {
    this.database.transaction(() => {
      const rows = this.database.all<{ name: string; json: string }>(
        'SELECT name, json FROM preferences WHERE substr(name, 1, ?) = ?',
        prefix.length,
        prefix,
      )
      for (const { name, json } of rows) {
        if (isGone(fromJson(json), name)) this.database.run('DELETE FROM preferences WHERE name = ?', name)
      }
    })
  }
}
