// Brings a workspace database to the version this program writes; each step is one file and is never changed once released.
import type { Database } from '../database'
import { workspaceError } from '../failures'
import { records } from './1-records'
import { checkpoints } from './2-checkpoints'
import { diagnostics } from './3-diagnostics'
import { versions } from './4-versions'
import { baselines } from './5-baselines'

const steps: readonly string[] = [records, checkpoints, diagnostics, versions, baselines]
export const schemaVersion = steps.length

/** 'NLOM': tells our database from any other SQLite file. */
const applicationId = 0x4e4c4f4d

/** Runs the missing steps in one transaction. Throws `workspace/newer-version`, or `workspace/damaged` for a foreign database. */
export function migrate(database: Database): void {
  database.transaction(() => {
    const version = pragma(database, 'user_version')
    if (version > schemaVersion) throw workspaceError('workspace/newer-version', database.file)
    if (version > 0 && pragma(database, 'application_id') !== applicationId) {
      throw workspaceError('workspace/damaged', database.file)
    }
    if (version === schemaVersion) return
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`)
  })
}

function pragma(database: Database, name: 'user_version' | 'application_id'): number {
  return database.get<Record<string, number>>(`PRAGMA ${name}`)?.[name] ?? 0
}
