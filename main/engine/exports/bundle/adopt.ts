// Adds the verified records of a bundle to a workspace, inside the caller's transaction, under ids that are free there.
import { randomUUID } from 'node:crypto'
import type { Architecture, Dataset } from '../../../../shared/records'
import type { Clock, Workspace } from '../../workspace'
import { contentOf } from './content'
import type { Verified, VerifiedRun } from './verify'

export interface Adopted {
  /** Ids of runs in this workspace. */
  added: string[]
  already: string[]
  /** Run ids: in the bundle, and here. */
  models: { from: string; to: string }[]
}

/** The id of the run here that has the same content, null when there is none. Removed runs count: they can be restored. */
export function knownRun(workspace: Workspace, { run, content }: VerifiedRun): string | null {
  const adopted = workspace.runs.idByContent(content)
  if (adopted !== null) return adopted
  const own = workspace.runs.findAny(run.id)
  if (own === null) return null
  const recorded = { series: workspace.series.stretches(own.id), histograms: workspace.histograms.read(own.id) }
  return contentOf(own, recorded) === content ? own.id : null
}

interface Origin {
  /** Name of the bundle's file. */
  origin: string
  clock: Clock
}

export function addRecords(workspace: Workspace, verified: Verified, { origin, clock }: Origin): Adopted {
  const adopted: Adopted = { added: [], already: [], models: [] }
  const ids = addNamedRecords(workspace, verified, clock)
  for (const one of verified.runs) {
    const known = knownRun(workspace, one)
    if (known !== null) adopted.already.push(workspace.runs.restore(known).id)
    else addRun(workspace, one, { adopted, ids, origin })
  }
  return adopted
}

/** The data sets and architectures of runs that are new here; gives their ids here by those in the bundle. */
function addNamedRecords(workspace: Workspace, verified: Verified, clock: Clock): Map<string, string> {
  const fresh = verified.runs.filter((one) => knownRun(workspace, one) === null)
  const named = new Set(fresh.flatMap(({ run }) => [run.dataset.id, run.architecture.id]))
  const updatedAt = clock().toISOString()
  return new Map([
    ...verified.datasets
      .filter(({ id }) => named.has(id))
      .map((dataset) => [dataset.id, addDataset(workspace, { ...dataset, updatedAt })] as const),
    ...verified.architectures
      .filter(({ id }) => named.has(id))
      .map((architecture) => [architecture.id, addArchitecture(workspace, { ...architecture, updatedAt })] as const),
  ])
}

function addRun(
  workspace: Workspace,
  { run, series, histograms, content, model: modelPath }: VerifiedRun,
  { adopted, ids, origin }: { adopted: Adopted; ids: ReadonlyMap<string, string>; origin: string },
): void {
  const id = workspace.runs.findAny(run.id) === null ? run.id : randomUUID()
  const model = modelPath === null ? null : id
  const dataset = { ...run.dataset, id: ids.get(run.dataset.id) ?? run.dataset.id }
  const architecture = { ...run.architecture, id: ids.get(run.architecture.id) ?? run.architecture.id }
  workspace.runs.adopt({ ...run, id, dataset, architecture, model, importedFrom: origin }, content)
  workspace.series.append(id, series)
  workspace.histograms.append(id, histograms)
  adopted.added.push(id)
  if (model !== null) adopted.models.push({ from: run.id, to: model })
}

/** Listed only where its table is; without it the record is kept as removed, for the runs that name it. */
function addDataset(workspace: Workspace, dataset: Dataset): string {
  const there = workspace.datasets.findAny(dataset.id)
  if (there?.table === dataset.table) return there.id
  const id = there === null ? dataset.id : randomUUID()
  workspace.datasets.save({ ...dataset, id })
  if (!workspace.hasTable(dataset.table)) workspace.datasets.remove(id)
  return id
}

function addArchitecture(workspace: Workspace, architecture: Architecture): string {
  const there = workspace.architectures.findAny(architecture.id)
  const key = ({ template, settings, graph }: Architecture) => JSON.stringify([template, settings, graph])
  if (there !== null && key(there) === key(architecture)) return there.id
  const id = there === null ? architecture.id : randomUUID()
  return workspace.architectures.save({ ...architecture, id }).id
}
