// Workspaces and folders for the tests of workspace, comparisons and bundles, closed and removed when a test ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openWorkspace } from '../../main/engine/workspace'
import type { Workspace } from '../../main/engine/workspace'

export * from './childRecords'

/** A clock that moves one second a reading, so that orders can be told. */
export function tickingClock(): () => Date {
  let ticks = 0
  return () => new Date(Date.UTC(2026, 0, 1) + 1000 * ticks++)
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Closed when the test ends. */
export function opened(folder: string): Workspace {
  const workspace = openWorkspace(folder, tickingClock())
  onTestFinished(() => workspace.dispose())
  return workspace
}

/** The code of the AppError that `action` throws. */
export function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'nothing was thrown'
}

export async function codeOfAsync(action: () => Promise<unknown>): Promise<string> {
  try {
    await action()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'nothing was thrown'
}
