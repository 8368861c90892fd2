// What everything that reads is handed: where to spill, how to be cancelled, whom to tell how far it is.
import { cancelled } from '../../../../shared/contract/errors'

export type Progress = (stage: string, done: number, total: number | null) => void

/** What reading is handed: where DuckDB may spill, how to cancel, whom to tell. */
export interface ReadContext {
  /** DuckDB spills here when memory runs short. */
  temporaryFolder: string
  signal?: AbortSignal
  progress?: Progress
}

/** Throws `task/cancelled` when the signal is raised. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled()
}
