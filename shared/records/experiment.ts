// An experiment as one JSON file: data, roles, split, architectures, settings and seeds, for the command line and for colleagues.
import { z } from 'zod'
import { columnTypes } from './dataset'

const fieldValue = z.union([z.number(), z.string(), z.boolean(), z.array(z.number()), z.array(z.string()), z.null()])
export const settingsSchema = z.record(z.string(), fieldValue)
const name = z.string().min(1).max(300)

export const experimentSchema = z
  .strictObject({
    netloom: z.literal('experiment').describe('What this file is.'),
    schemaVersion: z.literal(1),
    name: name.describe('What the experiment is called.'),
    data: z
      .union([
        z.strictObject({ sample: name.describe('Name of a shipped sample.') }),
        z.strictObject({ file: z.string().min(1).describe('Path of a CSV file, relative to this file.') }),
      ])
      .describe('The table to learn from.'),
    target: name.describe('The column to predict.'),
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
    split: z
      .strictObject({ kind: name, settings: settingsSchema.optional() })
      .optional()
      .describe('Which rows train, validate and test: a split kind with its settings. Stratified when left out.'),
    architectures: z
      .array(z.strictObject({ name, template: name, settings: settingsSchema.optional() }))
      .min(1)
      .max(100)
      .describe('The networks to train side by side.'),
    training: settingsSchema.optional().describe('Epochs, batch size, optimiser, learning rate and so on.'),
    startFrom: z
      .union([z.number().int().min(1), name])
      .optional()
      .describe('A run of the workspace, by number or id, whose kept weights are begun with instead of drawn ones.'),
    seeds: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(2 ** 31 - 1),
      )
      .min(1)
      .max(100)
      .default([1])
      .describe('One run for each architecture and seed.'),
  })
  .describe('A Netloom experiment')

export type Experiment = z.infer<typeof experimentSchema>
