// Every request that the renderer or the command line can make of the engine: one table, grouped by noun.
// The client and the handlers are derived from it; a missing handler is a type error.
import { z } from 'zod'
import { codeLanguages } from '../records/architecture'
import { columnTypes, goals, roles, samplingKinds, tasks } from '../records/dataset'
import { badRowChoices } from '../records/reading'
import { graphSchema } from '../records/graphSchema'
import { settingsSchema } from '../records/settings'
import { histogramKinds } from '../records/run'
import type * as R from '../records'
import type { Field } from '../fields/field'
import type { Problem } from './errors'
import {
  architectureRef,
  column,
  count,
  draft,
  id,
  launchSetup,
  name,
  nothing,
  path,
  playSetup,
  playWord,
  preparation,
  reading,
  recipe,
  seriesName,
  split,
  task,
  word,
} from './pieces'

/** Carries the type of a reply, which is not parsed: it comes from our own engine. */
export interface Reply<T> {
  readonly replies?: T
}
const replies = <T>(): Reply<T> => ({})

export const requests = {
  'app.facts': { input: nothing, output: replies<R.AppFacts>() },

  'workspace.current': { input: nothing, output: replies<R.Workspace | null>() },
  'workspace.open': { input: z.strictObject({ folder: path }), output: replies<R.Workspace>() },
  /** Tables and prepared arrays that no record needs any more, not even one that was removed and can be restored. */
  'workspace.unused': { input: nothing, output: replies<R.UnusedFiles>() },
  /** Removes them for good, but none that was made or used within the last hour; tells what was removed. */
  'workspace.freeSpace': { input: nothing, output: replies<R.UnusedFiles>() },
  'workspace.recent': { input: nothing, output: replies<R.RecentWorkspace[]>() },
  'workspace.forget': { input: z.strictObject({ folder: path }), output: replies<R.RecentWorkspace[]>() },

  'tasks.cancel': { input: z.strictObject({ task: id }), output: replies<{ cancelled: boolean }>() },

  'datasets.samples': { input: nothing, output: replies<R.Sample[]>() },
  /** The tasks that arrange rows, with their settings. */
  'datasets.tasks': { input: nothing, output: replies<R.TemplateInfo[]>() },
  'datasets.splits': { input: nothing, output: replies<R.TemplateInfo[]>() },
  'datasets.inspect': {
    input: z.strictObject({ path, reading: z.exactOptional(reading), task }),
    output: replies<R.Inspection>(),
  },
  /** `more`: files with the same columns, whose rows follow those of the first. */
  'datasets.import': {
    input: z.strictObject({
      path,
      more: z.exactOptional(z.array(path).max(10_000)),
      reading: z.exactOptional(reading),
      badRows: z.exactOptional(z.enum(badRowChoices)),
      name: name.optional(),
      task,
    }),
    output: replies<R.Dataset>(),
  },
  /** The records of a file that did not become rows. */
  'datasets.rejects': {
    input: z.strictObject({ dataset: id, offset: count, limit: z.number().int().min(1).max(1000) }),
    output: replies<R.Rejects>(),
  },
  /** Writes them to a file of the user's as CSV: file, line, reason, text. */
  'datasets.exportRejects': { input: z.strictObject({ dataset: id, path, task }), output: replies<{ rows: number }>() },
  'datasets.importSample': { input: z.strictObject({ sample: word, task }), output: replies<R.Dataset>() },
  'datasets.list': { input: nothing, output: replies<R.Dataset[]>() },
  'datasets.rows': {
    input: z.strictObject({ dataset: id, offset: count, limit: z.number().int().min(1).max(1000) }),
    output: replies<R.Rows>(),
  },
  'datasets.update': {
    input: z.strictObject({
      dataset: id,
      name: name.optional(),
      types: z
        .array(z.strictObject({ column, type: z.enum(columnTypes) }))
        .max(10_000)
        .optional(),
      roles: z
        .array(z.strictObject({ column, role: z.enum(roles) }))
        .max(10_000)
        .optional(),
      split: split.optional(),
      /** What is to be learnt; classification and regression have no settings, and go by the target's type. */
      task: z.exactOptional(z.strictObject({ task: z.enum(tasks), settings: settingsSchema })),
      sampling: z.exactOptional(z.strictObject({ kind: z.enum(samplingKinds), seed: count })),
    }),
    output: replies<R.Dataset>(),
  },
  /** Is it ready, and for what? Prepares the data, so it may take a while on a big table. */
  'datasets.check': {
    input: z.strictObject({ dataset: id, task }),
    output: replies<{ readiness: R.Readiness; problems: Problem[] }>(),
  },
  /** What its columns hold, one by one, with the target and with one another; kept until table, types or roles change. */
  'datasets.profile': { input: z.strictObject({ dataset: id, task }), output: replies<R.Profile>() },
  /** What would make a result look better than it is, as the data set is split now, and the split in figures. */
  'datasets.leaks': { input: z.strictObject({ dataset: id, task }), output: replies<R.LeakReport>() },
  /** How another data set differs from the rows that this one trains on. */
  'datasets.drift': { input: z.strictObject({ dataset: id, other: id, task }), output: replies<R.DriftReport>() },
  /** How a data set differs from the rows that a run was trained on, whatever has become of its data set since. */
  'datasets.driftOfRun': { input: z.strictObject({ run: id, other: id, task }), output: replies<R.DriftReport>() },
  /** Rows most like one, by the named columns of numbers. */
  'datasets.similarRows': {
    input: z.strictObject({
      dataset: id,
      columns: z.array(column).min(1).max(1000),
      row: count,
      limit: z.number().int().min(1).max(1000),
      task,
    }),
    output: replies<R.SimilarRows>(),
  },
  'datasets.remove': { input: z.strictObject({ dataset: id }), output: replies<null>() },
  'datasets.restore': { input: z.strictObject({ dataset: id }), output: replies<R.Dataset>() },

  'recipes.steps': { input: nothing, output: replies<R.StepCatalogue>() },
  /** What each step does to the imported table; nothing is kept. */
  'recipes.try': { input: z.strictObject({ dataset: id, recipe, task }), output: replies<R.RecipeOutcome>() },
  /** Makes the table that all later stages read; an empty recipe goes back to the imported one. */
  'recipes.apply': { input: z.strictObject({ dataset: id, recipe, task }), output: replies<R.Dataset>() },
  /** A column with an empty list is prepared as its type proposes. */
  'recipes.prepare': { input: z.strictObject({ dataset: id, preparation }), output: replies<R.Dataset>() },
  /** What can be written at a place of an expression; `recipe`: the entries before its step. */
  'recipes.complete': {
    input: z.strictObject({ dataset: id, recipe, text: z.string().max(100_000), position: count }),
    output: replies<R.Completions>(),
  },
  /** Values of a column that may be spellings of one another; `recipe`: the entries before the step. */
  'recipes.spellings': {
    input: z.strictObject({ dataset: id, recipe, column, task }),
    output: replies<R.SpellingGroup[]>(),
  },

  /** With a data set, each says whether it reads that. */
  'architectures.templates': { input: z.strictObject({ dataset: id.optional() }), output: replies<R.TemplateInfo[]>() },
  /** The layer types, as palette and forms show them. */
  'architectures.layers': { input: nothing, output: replies<R.LayerInfo[]>() },
  'architectures.list': { input: nothing, output: replies<R.Architecture[]>() },
  /** A graph that has problems may be saved; it cannot be launched. */
  'architectures.save': {
    input: z.strictObject({ architecture: id.optional(), name, ...draft }),
    output: replies<R.Architecture>(),
  },
  'architectures.check': {
    input: z.strictObject({ ...draft, dataset: id.optional() }),
    output: replies<R.ArchitectureCheck>(),
  },
  /** Newest first. One is restored by saving it again. */
  'architectures.versions': { input: z.strictObject({ architecture: id }), output: replies<R.ArchitectureVersion[]>() },
  /** Both on the same data set, or on made-up data. */
  'architectures.diff': {
    input: z.strictObject({ left: architectureRef, right: architectureRef, dataset: id.optional() }),
    output: replies<R.GraphDiff>(),
  },
  /** With a data set it is prepared, and the network is tried out on it for some seconds, once for each batch size. */
  'architectures.cost': {
    input: z.strictObject({
      ...draft,
      dataset: id.optional(),
      batch: z.number().int().min(1).max(65_536),
      task,
    }),
    output: replies<R.ArchitectureCost>(),
  },
  /** The graph with inputs, tables of codes and last layer as the data set has them. Prepares the data, so it may take a while. */
  'architectures.fit': {
    input: z.strictObject({ graph: graphSchema, dataset: id, task }),
    output: replies<R.GraphFit>(),
  },
  /** A program that builds the network. */
  'architectures.code': {
    input: z.strictObject({ ...draft, dataset: id.optional(), language: z.enum(codeLanguages) }),
    output: replies<R.ArchitectureCode>(),
  },
  /** A model of Keras or TensorFlow.js becomes an architecture; of its layers, none is run. */
  'architectures.import': { input: z.strictObject({ path, task }), output: replies<R.ImportedArchitecture>() },
  'architectures.remove': { input: z.strictObject({ architecture: id }), output: replies<null>() },
  'architectures.restore': { input: z.strictObject({ architecture: id }), output: replies<R.Architecture>() },

  'runs.fields': { input: nothing, output: replies<Field[]>() },
  /** What is wrong with training settings, one by one and together; without a goal what depends on it is left out. */
  'runs.check': {
    input: z.strictObject({ training: settingsSchema, goal: z.enum(goals).optional() }),
    output: replies<Problem[]>(),
  },
  'runs.metrics': { input: nothing, output: replies<R.MetricInfo[]>() },
  'runs.launch': { input: z.strictObject({ ...launchSetup, task }), output: replies<R.Run[]>() },
  'runs.list': { input: nothing, output: replies<R.Run[]>() },
  'runs.get': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  'runs.stop': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  /** A training run waits, with a checkpoint kept, until it is resumed. */
  'runs.pause': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  /** Lets a paused run go on, or queues a stopped or interrupted one again from its last checkpoint: the same numbers as if it had never ended. */
  'runs.resume': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  /** Starts a stopped, failed or interrupted run again from step 0 with the same seed. */
  'runs.restart': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  'runs.remove': { input: z.strictObject({ run: id }), output: replies<null>() },
  'runs.restore': { input: z.strictObject({ run: id }), output: replies<R.Run>() },
  'runs.series': {
    input: z.strictObject({
      run: id,
      names: z.array(seriesName).max(1000).optional(),
      from: count.optional(),
      to: count.optional(),
      /** At most so many points a series; minimum and maximum are kept. */
      points: z.number().int().min(10).max(1_000_000).optional(),
    }),
    output: replies<R.Series[]>(),
  },
  /** By epoch, then weights before activations, each in the order of the network. */
  'runs.histograms': {
    input: z.strictObject({
      run: id,
      kind: z.enum(histogramKinds).optional(),
      names: z.array(seriesName).max(1000).optional(),
      /** At most so many epochs, evenly over the run, first and last among them. */
      epochs: z.number().int().min(2).max(100_000).optional(),
    }),
    output: replies<R.Histogram[]>(),
  },
  'runs.log': { input: z.strictObject({ run: id }), output: replies<{ at: string; line: string }[]>() },
  'runs.queue': { input: nothing, output: replies<R.QueueState>() },
  'runs.setConcurrent': {
    input: z.strictObject({ concurrent: z.number().int().min(1).max(64) }),
    output: replies<R.QueueState>(),
  },

  'baselines.list': { input: nothing, output: replies<R.BaselineInfo[]>() },
  /** Of the data of a run: as they were measured, or measured now. Every launch has them measured. */
  'baselines.measure': { input: z.strictObject({ run: id, task }), output: replies<R.BaselineScores[]>() },

  'playground.options': { input: nothing, output: replies<R.PlayOptions>() },
  /** Closes the playground before. Prepares a data set's columns, so it may take a while. */
  'playground.open': { input: z.strictObject({ ...playSetup, task }), output: replies<R.PlayRoom>() },
  /** What comes of it is told by events. */
  'playground.tell': { input: z.strictObject({ play: id, word: playWord }), output: replies<null>() },
  'playground.close': { input: nothing, output: replies<null>() },
  /** Launches a run that takes the same steps with the same numbers; its points become a data set when they were made up. */
  'playground.keep': {
    input: z.strictObject({ play: id, name: name.optional(), task }),
    output: replies<R.PlayKept>(),
  },

  'comparisons.compare': {
    input: z.strictObject({ runs: z.array(id).min(1).max(200) }),
    output: replies<R.Comparison>(),
  },

  'exports.formats': { input: nothing, output: replies<R.ExportFormat[]>() },
  'exports.list': { input: nothing, output: replies<R.ExportReport[]>() },
  'exports.write': {
    input: z.strictObject({ run: id, format: word, folder: path, task }),
    output: replies<R.ExportReport>(),
  },

  'bundles.write': {
    input: z.strictObject({ runs: z.array(id).min(1).max(1000), file: path, task }),
    output: replies<R.BundleReport>(),
  },
  /** Verifies the whole file before anything is written, then adds its runs to this workspace. */
  'bundles.open': { input: z.strictObject({ file: path, task }), output: replies<R.BundleOpened>() },
} as const satisfies Record<string, { input: z.ZodType; output: Reply<unknown> }>

export type Requests = typeof requests
export type RequestName = keyof Requests
/** What a caller hands over. */
export type RequestInput<N extends RequestName> = z.input<Requests[N]['input']>
/** What a handler gets, parsed. */
export type ParsedInput<N extends RequestName> = z.output<Requests[N]['input']>
export type RequestOutput<N extends RequestName> = Requests[N]['output'] extends Reply<infer T> ? T : never

/** Anything that can be asked: the renderer's client, the command line's, a test's. */
export type Ask = <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<RequestOutput<N>>
