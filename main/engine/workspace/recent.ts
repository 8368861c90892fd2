// The workspaces opened lately, newest first, in one JSON file of the person's configuration folder.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { RecentWorkspace, Workspace } from '../../../shared/records'
import type { Clock } from './records'
import { writeWhole } from './writeWhole'

const kept = 20
const schema = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() }))
type Entry = z.infer<typeof schema>[number]

/** A missing or damaged file is an empty list: it holds nothing that cannot be opened again by hand. */
export function readRecent(configFolder: string): RecentWorkspace[] {
  return entriesOf(configFolder).map((entry) => ({ ...entry, exists: existsSync(join(entry.folder, 'netloom.db')) }))
}

/** Puts the workspace first. */
export function rememberRecent(configFolder: string, workspace: Workspace, clock: Clock): RecentWorkspace[] {
  const { folder, name } = workspace
  const others = entriesOf(configFolder).filter((entry) => entry.folder !== folder)
  write(configFolder, [{ folder, name, openedAt: clock().toISOString() }, ...others].slice(0, kept))
  return readRecent(configFolder)
}

export function forgetRecent(configFolder: string, folder: string): RecentWorkspace[] {
  write(
    configFolder,
    entriesOf(configFolder).filter((entry) => entry.folder !== folder),
  )
  return readRecent(configFolder)
}

function entriesOf(configFolder: string): Entry[] {
  const file = fileIn(configFolder)
  if (!existsSync(file)) return []
  const parsed = schema.safeParse(parseOrNull(readFileSync(file, 'utf8')))
  return parsed.success ? parsed.data : []
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function write(configFolder: string, entries: Entry[]): void {
  writeWhole(fileIn(configFolder), `${JSON.stringify(entries, null, 2)}\n`)
}

function fileIn(configFolder: string): string {
  return join(configFolder, 'recent.json')
}
