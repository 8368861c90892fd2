// What is known of prepared arrays without reading them: their facts and what was noticed on the way, by content hash.
import { existsSync } from 'node:fs'
import type { Problem } from '../../../shared/contract/errors'
import type { DatasetFacts } from '../../../shared/records'
import type { WorkspacePaths } from './paths'
import type { Preferences } from './preferences'

export interface PreparedNote {
  facts: DatasetFacts
  problems: Problem[]
}

export class PreparedNotes {
  constructor(
    private readonly preferences: Preferences,
    private readonly paths: WorkspacePaths,
  ) {}

  /** Null when the arrays were never made or are gone. */
  find(hash: string): PreparedNote | null {
    if (!existsSync(this.paths.preparedFile(hash))) return null
    return (this.preferences.read(`prepared.${hash}`) as PreparedNote | undefined) ?? null
  }

  remember(hash: string, note: PreparedNote): void {
    this.preferences.write(`prepared.${hash}`, note)
  }
}
