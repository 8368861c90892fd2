// A workspace: the folder that holds everything a person made, and the facts of the program that opened it.
export interface Workspace {
  folder: string
  name: string
  schemaVersion: number
}

export interface RecentWorkspace {
  folder: string
  name: string
  openedAt: string
  exists: boolean
}

/** Files of a workspace that nothing needs any more. */
export interface UnusedFiles {
  files: number
  bytes: number
}

export interface AppFacts {
  version: string
  platform: string
  node: string
  electron: string | null
  tensorflow: string | null
  duckdb: string | null
  cores: number
  memoryBytes: number
}

/** A long step that is under way, named by whoever asked for it. */
export interface TaskProgress {
  task: string
  stage: string
  done: number
  /** null while it cannot be known. */
  total: number | null
}
