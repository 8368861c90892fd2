// What the records of a bundle must look like: they come from strangers, so every field is checked before it is believed.
import { z } from 'zod'
import {
  columnTypes,
  compressions,
  dateOrders,
  decimalMarks,
  drawingSchema,
  goals,
  graphSchema,
  roles,
  samplingKinds,
  runStatuses,
  tableFormats,
  tasks,
  thousandsMarks,
  tiers,
} from '../../../../shared/records'
import type {
  AppFacts,
  Architecture,
  BundleManifest,
  Dataset,
  Plan,
  Preparation,
  Run,
} from '../../../../shared/records'
import { languages } from '../../../../shared/fields/text'
import type { Text } from '../../../../shared/fields/text'
import type { ModelHeader } from '../../workspace'
import { bundleError } from './failures'
import { alsoTargetColumns, alsoTargets, preparedTarget, preparedTargets } from './targetSchemas'

const id = z.string().regex(/^[a-z0-9-]{1,64}$/)
const hash = z.string().regex(/^[a-z0-9-]{1,128}$/)
const name = z.string().min(1).max(1000)
const start = z.union([z.strictObject({ run: id, name }), z.strictObject({ weights: hash, name })])
const longText = z.string().max(10_000)
const time = z.iso.datetime()
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
/** NaN and the infinities too: a diverged run has such scores. */
const anyNumber = z.custom<number>((value) => typeof value === 'number', 'expected a number')
const text: z.ZodType<Text> = z.strictObject({ [languages[0]]: longText, [languages[1]]: longText })

const fieldValue = z.union([
  z.number(),
  longText,
  z.boolean(),
  z.array(z.number()).max(10_000),
  z.array(longText).max(10_000),
  z.null(),
])
const settings = z.record(name, fieldValue)
const split = z.strictObject({ kind: name, settings })
const network = {
  template: name,
  settings,
  graph: z.exactOptional(graphSchema),
  version: z.exactOptional(count),
}
const counts = z.strictObject({ train: count, validation: count, test: count })
const facts = z.strictObject({
  goal: z.enum(goals),
  width: count,
  inputs: z.array(z.string()),
  classes: z.array(z.string()),
  counts,
  droppedRows: count,
  blocks: z.exactOptional(
    z
      .array(
        z.strictObject({
          name,
          shape: z.array(count).max(8),
          kind: z.enum(['codes', 'numbers']),
          size: z.exactOptional(count),
        }),
      )
      .max(100),
  ),
  outputs: z.exactOptional(count),
  alsoTargets: z.exactOptional(alsoTargets),
})
const taskChoice = { task: z.enum(tasks), settings }

const problem = z.strictObject({
  path: longText,
  code: name,
  message: text,
  hint: text,
  severity: z.enum(['error', 'warning', 'note']),
})
const reason = z.strictObject({
  code: name,
  message: text,
  hint: text,
  /** What an error says beside its message may hold paths of a machine, and is left out. */
  details: z.strictObject({}),
  bug: z.boolean(),
})
const partScores = z.record(name, anyNumber)
const outcome = z.strictObject({
  scores: z.strictObject({ train: partScores, validation: partScores, test: partScores }),
  keptEpoch: count,
  epochsDone: count,
  stepsDone: count,
  endedBy: name,
  trainingMs: z.number().min(0),
  histogramsMs: z.exactOptional(z.number().min(0)),
  problem: z.exactOptional(problem),
})
const planFacts = { reason: text, threads: count, libraryVersion: name }
const plan = z.strictObject({
  parts: z
    .array(z.strictObject({ tier: z.enum(tiers), fromStep: count }))
    .min(1)
    .max(100),
  ...planFacts,
  inOnePiece: z.exactOptional(z.literal(true)),
  chunkSteps: count,
  forecast: z
    .array(z.strictObject({ tier: z.enum(tiers), msAStep: anyNumber, compileMs: anyNumber, memoryBytes: anyNumber }))
    .max(100),
  notes: z.array(text).max(1000),
}) satisfies z.ZodType<Plan>
/** As bundles of version 0.1 have it: one tier from the first step to the last. */
const firstPlan = z.strictObject({ tier: z.enum(tiers), ...planFacts }).transform(({ tier, ...rest }): Plan => {
  return { parts: [{ tier, fromStep: 0 }], ...rest, chunkSteps: 0, forecast: [], notes: [] }
})

export const runSchema = z.strictObject({
  id,
  number: count,
  name,
  experiment: name,
  dataset: z.strictObject({ id, name }),
  architecture: z.strictObject({ id, name, ...network }),
  training: settings,
  seed: count,
  status: z.enum(runStatuses),
  reason: reason.nullable(),
  problems: z.array(problem).max(10_000).default([]),
  start: start.nullable().default(null),
  protocol: z.strictObject({
    goal: z.enum(goals),
    target: z.string(),
    alsoTargets: z.exactOptional(alsoTargetColumns),
    table: hash,
    split,
    counts,
    task: z.exactOptional(z.strictObject(taskChoice)),
  }),
  facts,
  prepared: hash,
  parameters: count,
  plan: z.union([plan, firstPlan]).nullable(),
  epochs: count,
  epochsDone: count,
  stepsDone: count,
  outcome: outcome.nullable(),
  model: hash.nullable(),
  queuedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  importedFrom: z.string().max(1000).nullable(),
}) satisfies z.ZodType<Run>

const column = z.strictObject({
  name: z.string(),
  storage: name,
  type: z.enum(columnTypes),
  missing: count,
  distinct: count,
  min: anyNumber.nullable(),
  max: anyNumber.nullable(),
  mean: anyNumber.nullable(),
  deviation: anyNumber.nullable(),
  top: z.array(z.strictObject({ value: z.string(), count })).max(20),
})

/** Bundles of version 0.1 have four of these. */
const dialect = z.strictObject({
  delimiter: z.string(),
  quote: z.string(),
  header: z.boolean(),
  encoding: name,
  format: z.exactOptional(z.enum(tableFormats)),
  compression: z.exactOptional(z.enum(compressions)),
  escape: z.exactOptional(z.string()),
  skip: z.exactOptional(count),
  comment: z.exactOptional(z.string()),
  decimal: z.exactOptional(z.enum(decimalMarks)),
  thousands: z.exactOptional(z.enum(thousandsMarks)),
  dateOrder: z.exactOptional(z.enum(dateOrders)),
  missing: z.exactOptional(z.array(z.string()).max(1000)),
})

export const datasetSchema = z.strictObject({
  id,
  name,
  source: z.strictObject({
    kind: z.enum(['file', 'sample']),
    name,
    sizeBytes: count,
    files: z.exactOptional(z.array(name).max(10_000)),
  }),
  dialect,
  table: hash,
  imported: z.exactOptional(hash),
  rows: z.exactOptional(count),
  recipe: z.exactOptional(z.array(z.strictObject({ id, step: name, settings, enabled: z.boolean() })).max(1000)),
  preparation: z.exactOptional(
    z
      .array(z.strictObject({ column: z.string(), steps: z.array(z.strictObject({ step: name, settings })).max(100) }))
      .max(10_000),
  ),
  rejects: z.exactOptional(hash),
  account: z.strictObject({
    records: count,
    rows: count,
    rejects: count,
    comments: count,
    blanks: count,
    preamble: count,
    mended: z.exactOptional(count),
  }),
  columns: z.array(column),
  assignments: z.array(z.strictObject({ column: z.string(), role: z.enum(roles), reason: text })),
  split,
  task: z.exactOptional(z.strictObject(taskChoice)),
  sampling: z.exactOptional(z.strictObject({ kind: z.enum(samplingKinds), seed: count })),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Dataset>

export const architectureSchema = z.strictObject({
  id,
  name,
  ...network,
  drawing: z.exactOptional(drawingSchema),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Architecture>

const learnt = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.number()), z.array(z.string())])
const preparation = z.strictObject({
  schemaVersion: z.literal(1),
  facts,
  steps: z.array(z.strictObject({ step: name, column: z.string(), settings, learnt: z.record(name, learnt) })),
  target: preparedTarget,
  alsoTargets: z.exactOptional(preparedTargets),
  arrangement: z.exactOptional(
    z.strictObject({
      ...taskChoice,
      columns: z.array(z.strictObject({ role: z.enum(roles), column: z.string() })).max(100),
      words: z.array(name).max(100),
    }),
  ),
}) satisfies z.ZodType<Preparation>

const layer = z.strictObject({ id: name, type: name, settings, inputs: z.array(name), shares: z.exactOptional(name) })
export const modelHeaderSchema = z.strictObject({
  schemaVersion: z.literal(1),
  graph: z.strictObject({ layers: z.array(layer), outputs: z.array(name) }),
  seed: count,
  keptEpoch: count,
  preparation,
  weights: z.array(z.strictObject({ name, shape: z.array(count).max(8) })),
}) satisfies z.ZodType<ModelHeader>

export const manifestSchema = z.strictObject({
  format: z.literal('netloom-bundle'),
  schemaVersion: z.literal(1),
  createdAt: time,
  program: z.strictObject({ name, version: name }),
  runs: z.array(z.strictObject({ id, name })).min(1).max(1000),
  entries: z.array(
    z.strictObject({ path: z.string().max(1000), sizeBytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
}) satisfies z.ZodType<BundleManifest>

export const environmentSchema = z.strictObject({
  version: name,
  platform: name,
  node: name,
  electron: name.nullable(),
  tensorflow: name.nullable(),
  duckdb: name.nullable(),
  cores: count,
  memoryBytes: count,
}) satisfies z.ZodType<AppFacts>

/** The value as the schema knows it. Throws `bundle/bad-record` naming the file and the field. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw bundleError('bundle/bad-record', `"${path}" at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`)
}
