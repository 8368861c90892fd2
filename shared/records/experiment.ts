// An experiment as one JSON file: data, roles, split, architectures, settings and seeds, for the command line and for colleagues.
import { z } from 'zod'
import { columnTypes, roles, samplingKinds, tasks } from './dataset'
import { graphSchema } from './graphSchema'
import { settingsSchema } from './settings'

const name = z.string().min(1).max(300)
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

const data = z.union([
  z.strictObject({ sample: name.describe('Name of a shipped sample.') }),
  z.strictObject({ file: z.string().min(1).describe('Path of a file of data, relative to this file.') }),
])

const joined = z.union([
  z.strictObject({ name, sample: name.describe('Name of a shipped sample.') }),
  z.strictObject({ name, file: z.string().min(1).describe('Path of a file of data, relative to this file.') }),
])

export const experimentSchema = z
  .strictObject({
    netloom: z.literal('experiment').describe('What this file is.'),
    schemaVersion: z.literal(1),
    name: name.describe('What the experiment is called.'),
    data: data.describe('The table to learn from.'),
    tables: z
      .array(joined)
      .max(100)
      .optional()
      .describe('Other tables, which the step join of the recipe names by these names as its setting other.'),
    recipe: z
      .array(z.strictObject({ step: name, settings: settingsSchema.optional(), enabled: z.boolean().optional() }))
      .max(1000)
      .optional()
      .describe('Steps that change the table before it is split, in order. All columns below are those after them.'),
    target: name.optional().describe('The column to predict; a task such as topN, which goes by roles, needs none.'),
    features: z
      .array(name)
      .min(1)
      .optional()
      .describe('The columns to predict from; all but the target and the ignored ones when left out.'),
    ignore: z.array(name).optional().describe('Columns to leave out.'),
    types: z
      .array(z.strictObject({ column: name, type: z.enum(columnTypes) }))
      .optional()
      .describe('Column types to use instead of the guessed ones.'),
    roles: z
      .array(z.strictObject({ column: name, role: z.enum(roles) }))
      .optional()
      .describe('Roles of single columns, such as user, item, time, group or weight.'),
    preparation: z
      .array(
        z.strictObject({
          column: name,
          steps: z.array(z.strictObject({ step: name, settings: settingsSchema.optional() })).max(100),
        }),
      )
      .optional()
      .describe(
        'Columns that are prepared otherwise than their types propose: steps fitted on the training rows, in order.',
      ),
    split: z
      .strictObject({ kind: name, settings: settingsSchema.optional() })
      .optional()
      .describe('Which rows train, validate and test: a split kind with its settings. Stratified when left out.'),
    task: z
      .strictObject({ task: z.enum(tasks), settings: settingsSchema.optional() })
      .optional()
      .describe('What is to be learnt, with its settings; by the type of the target when left out.'),
    sampling: z
      .strictObject({ kind: z.enum(samplingKinds), seed: seed.default(1) })
      .optional()
      .describe(
        'How classes are balanced among the training rows: rows of small ones repeated, or of big ones left out.',
      ),
    architectures: z
      .array(
        z.strictObject({
          name,
          template: name.optional().describe('A template that draws the network for the data.'),
          settings: settingsSchema.optional().describe('Of the template.'),
          graph: z.exactOptional(graphSchema).describe('The network layer by layer, in place of a template.'),
        }),
      )
      .min(1)
      .max(100)
      .describe('The networks to train side by side.'),
    training: settingsSchema.optional().describe('Epochs, batch size, optimiser, learning rate and so on.'),
    startFrom: z
      .union([z.number().int().min(1), name])
      .optional()
      .describe('A run of the workspace, by number or id, whose kept weights are begun with instead of drawn ones.'),
    seeds: z.array(seed).min(1).max(100).default([1]).describe('One run for each architecture and seed.'),
    anyway: z.boolean().optional().describe('Launch also what is expected to hold more memory than the machine has.'),
  })
  .describe('A Netloom experiment')

export type Experiment = z.infer<typeof experimentSchema>
