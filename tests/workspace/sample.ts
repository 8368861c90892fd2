// Open workspaces for the tests of workspace and bundles, closed when a test ends; all else that those tests share.
import { onTestFinished } from 'vitest'
import { openWorkspace } from '../../main/engine/workspace'
import type { Workspace } from '../../main/engine/workspace'

export * from './childRecords'
export * from './folders'

/** A clock that moves one second a reading, so that orders can be told. */
export function tickingClock(): () => Date {
  let ticks = 0
  return () => new Date(Date.UTC(2026, 0, 1) + 1000 * ticks++)
}

/** Closed when the test ends. */
export function opened(folder: string): Workspace {
  const workspace = openWorkspace(folder, tickingClock())
  onTestFinished(() => workspace.dispose())
  return workspace
}
