// What is known of prepared arrays without reading them: their facts and what was noticed on the way, by content hash.
import { existsSync } from 'node:fs'
import type { Problem } from '../../../shared/contract/errors'
import type { PrepareSpec } from '../../../shared/contract/worker'
import type { DatasetFacts } from '../../../shared/records'
import type { WorkspacePaths } from './paths'
import type { Preferences } from './preferences'
import type { Clock } from './records'
import { touch } from './touch'

export interface PreparedNote {
  facts: DatasetFacts
  problems: Problem[]
  /** What they were prepared by; left out in notes of before it was kept. */
  spec?: PrepareSpec
}

export class PreparedNotes {
  constructor(
    private readonly preferences: Preferences,
    private readonly paths: WorkspacePaths,
    private readonly clock: Clock,
  ) {}

  /** Null when the arrays were never made or are gone; otherwise they stay at least until a record can name them. */
  find(hash: string): PreparedNote | null {
    if (!touch(this.paths.preparedFile(hash), this.clock())) return null
    return (this.preferences.read(`prepared.${hash}`) as PreparedNote | undefined) ?? null
  }

  /** Forgets the notes of arrays that are gone. */
  tidy(): void {
    this.preferences.removeWhere('prepared.', (_, name) => {
      return !existsSync(this.paths.preparedFile(name.slice('prepared.'.length)))
    })
  }

  remember(hash: string, note: PreparedNote): void {
    this.preferences.write(`prepared.${hash}`, note)
  }
}
