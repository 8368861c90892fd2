// The files that make up a bundle of runs, in order: environment, data sets, architectures, and of each run its record, series and model.
import type { z } from 'zod'
import type { AppFacts, Architecture, Dataset, Run } from '../../../../shared/records'
import { isOver } from '../../../../shared/records'
import { modelFile, notOver, readModel, toJson } from '../../workspace'
import type { Workspace } from '../../workspace'
import { architecturePath, datasetPath, environmentPath, runPaths } from './entryPaths'
import { encodeHistograms, histogramIndexSchema } from './histogramFile'
import { architectureSchema, checked, datasetSchema, environmentSchema, runSchema } from './schemas'
import { encodeSeries, indexSchema } from './seriesFile'

/** One file of a bundle: its bytes, or the file that holds them. */
export interface BundlePart {
  path: string
  content: Buffer | { file: string }
}

/** Throws `run/not-found`, `run/not-over`, or `run/no-model` when a run's model is gone. */
export function* partsOf(workspace: Workspace, ids: readonly string[], facts: AppFacts): Generator<BundlePart> {
  const runs = ids.map((id) => workspace.runs.get(id))
  for (const run of runs) if (!isOver(run.status)) throw notOver(run)
  yield record(environmentPath, facts, environmentSchema)
  for (const [index, dataset] of datasetsOf(workspace, runs).entries()) {
    yield record(datasetPath(index), dataset, datasetSchema)
  }
  for (const [index, architecture] of architecturesOf(workspace, runs).entries()) {
    yield record(architecturePath(index), architecture, architectureSchema)
  }
  for (const [index, run] of runs.entries()) yield* runParts(workspace, run, index)
}

function* runParts(workspace: Workspace, run: Run, index: number): Generator<BundlePart> {
  const paths = runPaths(index)
  const series = encodeSeries(workspace.series.stretches(run.id))
  yield record(paths.run, withoutDetails(run), runSchema)
  yield record(paths.series, series.index, indexSchema)
  yield { path: paths.values, content: series.values }
  yield* histogramParts(workspace, run, paths)
  if (run.model === null) return
  const folder = workspace.paths.modelFolder(run.model)
  readModel(folder)
  yield { path: paths.model, content: { file: modelFile(folder) } }
}

/** None of a run without histograms, so that its bundle is what it was before there were any. */
function* histogramParts(workspace: Workspace, run: Run, paths: ReturnType<typeof runPaths>): Generator<BundlePart> {
  const histograms = workspace.histograms.read(run.id)
  if (histograms.length === 0) return
  const { index, values } = encodeHistograms(histograms)
  yield record(paths.histograms, index, histogramIndexSchema)
  yield { path: paths.histogramValues, content: values }
}

/** The frequent values of a column are data, and data stays at home. */
function datasetsOf(workspace: Workspace, runs: readonly Run[]): Dataset[] {
  return unique(runs.map((run) => run.dataset.id))
    .map((id) => workspace.datasets.findAny(id))
    .filter((dataset) => dataset !== null)
    .map((dataset) => ({ ...dataset, columns: dataset.columns.map((column) => ({ ...column, top: [] })) }))
}

function architecturesOf(workspace: Workspace, runs: readonly Run[]): Architecture[] {
  return unique(runs.map((run) => run.architecture.id))
    .map((id) => workspace.architectures.findAny(id))
    .filter((architecture) => architecture !== null)
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

/** What an error says beside its message may hold paths of this machine. */
function withoutDetails(run: Run): Run {
  return run.reason === null ? run : { ...run, reason: { ...run.reason, details: {} } }
}

/** Held to the reader's schema, so that what is written can be read. */
function record<T>(path: string, value: T, schema: z.ZodType<T>): BundlePart {
  return { path, content: Buffer.from(toJson(checked(schema, value, path))) }
}
