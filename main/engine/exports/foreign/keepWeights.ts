// Reads the weights that a foreign file has for layers here, and keeps them in the workspace.
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { cancelled } from '../../../../shared/contract/errors'
import type { ImportedWeights } from '../../../../shared/records'
import { matchedWeights } from '../../architectures'
import type { FileWeights, ForeignModel } from '../../architectures'
import { hashOfWeights, writeWeights } from '../../workspace/importedWeights'
import type { NamedWeight } from '../../workspace/importedWeights'

/** Where weights are kept, and whom to tell of it. */
export interface Keeping {
  /** `weights` of the workspace. */
  folder: string
  /** For what is unpacked on the way. */
  temporaryFolder: string
  signal: AbortSignal
  progress: (stage: string, done: number, total: number | null) => void
}

export type KeptWeights = Omit<ImportedWeights, 'file'>

/** `kept` is null where nothing fits; `missing` are layers with weights for which the file has none. */
export async function keepWeights(
  { graph, places }: Pick<ForeignModel, 'graph' | 'places'>,
  weights: FileWeights,
  keeping: Keeping,
): Promise<{ kept: KeptWeights | null; missing: string[] }> {
  const { matched, layers, missing } = matchedWeights(graph, places, weights)
  if (matched.length === 0) return { kept: null, missing }
  const read: NamedWeight[] = []
  for (const { name, shape, from } of matched) {
    // A cancel is heard between two weights.
    await setImmediate()
    if (keeping.signal.aborted) throw cancelled()
    read.push({ name, shape, values: from.read() })
    keeping.progress('weights', read.length, matched.length)
  }
  const hash = hashOfWeights(read)
  writeWeights(join(keeping.folder, `${hash}.nla`), read)
  return { kept: { hash, parameters: read.reduce((sum, { values }) => sum + values.length, 0), layers }, missing }
}
