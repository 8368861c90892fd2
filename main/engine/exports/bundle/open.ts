// Opens a bundle into a workspace: verified whole first, then added in one transaction, models put in place by renaming.
import { randomUUID } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { cancelled } from '../../../../shared/contract/errors'
import type { Problem } from '../../../../shared/contract/errors'
import type { BundleOpened, Dataset } from '../../../../shared/records'
import { modelFile, storageError, writeWhole } from '../../workspace'
import type { Clock, Workspace } from '../../workspace'
import { addRecords, knownRun } from './adopt'
import type { Adopted } from './adopt'
import { readChecked, verify } from './verify'
import type { Verified, VerifiedRun } from './verify'
import { openZip } from './zip'
import type { Zip } from './zip'

export interface OpenBundleInput {
  file: string
  workspace: Workspace
  clock: Clock
  signal?: AbortSignal
  onProgress?: (stage: string, done: number, total: number | null) => void
}

/** What a bundle holds, without opening it into a workspace; verified whole. Throws as `openBundle` does. */
export async function readBundle(file: string, signal?: AbortSignal): Promise<Verified> {
  const zip = await openZip(file)
  try {
    return await verify(zip, signal)
  } finally {
    zip.dispose()
  }
}

/**
 * Adds the runs of a bundle with their curves and models; those that are here already, by content, are not added again.
 * No code is run. Throws, with nothing changed: `bundle/not-found`, `/not-a-bundle`, `/newer-version`, `/unsafe-path`,
 * `/checksum-mismatch`, `/wrong-entries`, `/bad-record`, `/too-large`, `workspace/disk-full`, `task/cancelled`.
 */
export async function openBundle(input: OpenBundleInput): Promise<BundleOpened> {
  const { file, workspace, signal } = input
  const zip = await openZip(file)
  const staging = join(workspace.paths.temporary, randomUUID())
  try {
    const verified = await verify(zip, signal)
    const fresh = verified.runs.filter((one) => knownRun(workspace, one) === null)
    await stageModels(zip, verified, { fresh, staging, input })
    const adopted = add(input, verified, staging)
    const problems = verified.datasets.flatMap((dataset) => dataProblem(workspace, dataset))
    return { file, runs: adopted.added, already: adopted.already, problems }
  } catch (error) {
    throw storageError(error, workspace.folder)
  } finally {
    zip.dispose()
    rmSync(staging, { recursive: true, force: true })
  }
}

interface Staging {
  fresh: readonly VerifiedRun[]
  staging: string
  input: OpenBundleInput
}

/** Unpacks the models beside their place, held to their checksums once more. */
async function stageModels(zip: Zip, { manifest }: Verified, { fresh, staging, input }: Staging): Promise<void> {
  const sums = new Map(manifest.entries.map(({ path, sha256 }) => [path, sha256]))
  for (const [done, { run, model }] of fresh.entries()) {
    if (input.signal?.aborted) throw cancelled()
    input.onProgress?.('unpacking', done, fresh.length)
    if (model === null) continue
    const bytes = await readChecked(zip, model, sums.get(model) ?? '')
    writeWhole(modelFile(join(staging, run.id)), bytes)
  }
}

/** Models are renamed within the transaction, and taken away again if it fails. */
function add({ file, workspace, clock }: OpenBundleInput, verified: Verified, staging: string): Adopted {
  const placed: string[] = []
  try {
    return workspace.transaction(() => {
      const adopted = addRecords(workspace, verified, { origin: basename(file), clock })
      for (const { from, to } of adopted.models) {
        const target = workspace.paths.modelFolder(to)
        // A folder that is there belongs to no run: a program was killed between renaming and committing.
        rmSync(target, { recursive: true, force: true })
        renameSync(join(staging, from), target)
        placed.push(target)
      }
      return adopted
    })
  } catch (error) {
    for (const folder of placed) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function dataProblem(workspace: Workspace, dataset: Dataset): Problem[] {
  if (workspace.hasTable(dataset.table)) return []
  return [
    {
      path: `datasets.${dataset.id}`,
      code: 'bundle/no-data',
      message: {
        en: `The bundle holds no data: the rows of "${dataset.name}" are not in this workspace.`,
        zh: `实验包中不含数据：此工作区中没有“${dataset.name}”的数据行。`,
      },
      hint: {
        en: `Its runs can be looked at and compared. To train on the same data, import "${dataset.source.name}" here and start new runs.`,
        zh: `其运行可以查看和比较。如需使用相同数据训练，请在此导入“${dataset.source.name}”，再启动新的运行。`,
      },
      severity: 'note',
    },
  ]
}
