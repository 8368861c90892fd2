// What the inputs of requests are made of.
import { z } from 'zod'
import { compressions, dateOrders, decimalMarks, tableFormats, thousandsMarks } from '../records/reading'
import { drawingSchema, graphSchema } from '../records/graphSchema'
import { settingsSchema } from '../records/settings'

export const nothing = z.strictObject({})
export const id = z.string().regex(/^[a-z0-9-]{1,64}$/)
export const word = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)
export const name = z.string().trim().min(1).max(300)
export const column = z.string().min(1).max(1000)
export const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'), 'no NUL in a path')
/** Chosen by whoever asks, so that progress can be told apart and the step be cancelled. */
export const task = id.optional()
export const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
export const count = z
  .number()
  .int()
  .min(0)
  .max(2 ** 40)

/** `metric/part`, the part being the name of a layer at times. */
export const seriesName = z.string().min(1).max(1100)

export const split = z.strictObject({ kind: word, settings: settingsSchema })

const mark = z.string().max(64)
/** What the user fixed of a file's dialect; whether the marks fit together is said by the engine. */
export const reading = z.strictObject({
  format: z.exactOptional(z.enum(tableFormats)),
  compression: z.exactOptional(z.enum(compressions)),
  encoding: z.exactOptional(mark),
  delimiter: z.exactOptional(mark),
  quote: z.exactOptional(mark),
  escape: z.exactOptional(mark),
  header: z.exactOptional(z.boolean()),
  skip: z.exactOptional(z.number().int().min(0).max(10_000)),
  comment: z.exactOptional(mark),
  decimal: z.exactOptional(z.enum(decimalMarks)),
  thousands: z.exactOptional(z.enum(thousandsMarks)),
  dateOrder: z.exactOptional(z.enum(dateOrders)),
  missing: z.exactOptional(z.array(z.string().max(1000)).max(1000)),
})

export const recipe = z
  .array(z.strictObject({ id, step: word, settings: settingsSchema, enabled: z.boolean() }))
  .max(1000)
export const preparation = z
  .array(
    z.strictObject({
      column,
      steps: z.array(z.strictObject({ step: word, settings: settingsSchema })).max(100),
    }),
  )
  .max(10_000)

/** An architecture as it is, or one of its versions. */
export const architectureRef = z.strictObject({ architecture: id, version: z.exactOptional(count) })

/** An architecture as it is being drawn: with a graph it is that graph, else what the template draws. */
export const draft = {
  template: word,
  settings: settingsSchema,
  graph: z.exactOptional(graphSchema),
  drawing: z.exactOptional(drawingSchema),
}

/** What runs are launched with. */
export const launchSetup = {
  dataset: id,
  architectures: z.array(id).min(1).max(100),
  training: settingsSchema,
  seeds: z.array(seed).min(1).max(100),
  name: name.optional(),
  /** A run whose kept weights are begun with, by name and shape, or an architecture that came with weights. */
  startFrom: id.optional(),
  /** Also runs that are expected to hold more memory than the machine has. */
  anyway: z.boolean().optional(),
}

/** What a playground is opened with. */
export const playSetup = {
  source: z.union([
    z.strictObject({ kind: z.literal('toy'), toy: word, settings: settingsSchema }),
    z.strictObject({ kind: z.literal('dataset'), dataset: id, x: column, y: column, target: column }),
  ]),
  network: z.union([
    z.strictObject({ kind: z.literal('form'), settings: settingsSchema }),
    z.strictObject({ kind: z.literal('architecture'), architecture: id }),
  ]),
  training: settingsSchema,
  seed,
}

/** What a playground can be told. */
export const playWord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('play') }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('step'), steps: z.number().int().min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('epoch') }),
  z.strictObject({ kind: z.literal('speed'), stepsASecond: z.number().positive().max(1_000_000).nullable() }),
  z.strictObject({
    kind: z.literal('rates'),
    learningRate: z.exactOptional(z.number().positive().max(100)),
    batchSize: z.exactOptional(z.number().int().min(1).max(65_536)),
  }),
  z.strictObject({ kind: z.literal('numbers'), shown: z.boolean() }),
])
