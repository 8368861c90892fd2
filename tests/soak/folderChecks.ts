// What must be true of the workspace folder: only whole files of known names, a sound database, no run without an owner.
import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isLive, runStatuses } from '../../shared/records'
import { Database } from '../../main/engine/workspace/database'
import { isAlive } from '../../main/engine/workspace/owners'
import { workspaceOf, type World } from './world'

const id = '[a-z0-9-]{36}'
const names: Record<string, RegExp> = {
  tables: /^[0-9a-f]{64}\.parquet$/,
  prepared: /^[0-9a-f]{40}\.nla$/,
  models: new RegExp(`^${id}(/model\\.nla)?$`),
  // Of the program that has just opened the workspace; those of killed ones are swept.
  temporary: new RegExp(`^${id}$`),
}

/** At the opening, before anybody is at work in it. */
export function checkFiles(world: World): string[] {
  const folder = workspaceOf(world)
  const strangers = Object.entries(names).flatMap(([part, known]) =>
    filesIn(join(folder, part))
      .filter((file) => !known.test(file) && !world.strangers.has(file))
      .map((file) => (world.strangers.add(file), `a stranger in ${part}/: ${file}`)),
  )
  const temporary = filesIn(join(folder, 'temporary')).length
  return temporary > 1 ? [...strangers, `${temporary} temporary folders of one program`] : strangers
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
    relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
  )
}

/** SQLite's own opinion of the file. */
export function checkDatabase(world: World): string[] {
  return withDatabase(world, (database) => {
    const found = database.all<{ integrity_check: string }>('PRAGMA integrity_check')
    const orphans = database.all('PRAGMA foreign_key_check')
    return [
      ...found.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...(orphans.length > 0 ? [`${orphans.length} rows refer to nothing`] : []),
    ]
  })
}

/** Every live run belongs to a program that lives. */
export function checkOwners(world: World): string[] {
  const live = runStatuses.filter(isLive)
  const owners = join(workspaceOf(world), 'owners')
  const rows = withDatabase(world, (database) =>
    database.all<{ status: string; owner: string | null }>(
      `SELECT status, owner FROM runs WHERE status IN (${live.map(() => '?').join(', ')})`,
      ...live,
    ),
  )
  return rows
    .filter(({ owner }) => owner === null || !isAlive(owners, owner))
    .map(({ status }) => `a run is ${status} and nobody has it`)
}

function withDatabase<T>(world: World, look: (database: Database) => T): T {
  const database = new Database(join(workspaceOf(world), 'netloom.db'))
  try {
    return look(database)
  } finally {
    database.dispose()
  }
}

/** A failure in words that name no folder of this machine. */
export function withoutPaths({ folder }: World, text: string): string {
  return text.replaceAll(folder, 'SOAK')
}
