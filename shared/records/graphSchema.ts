// What a drawn graph must look like before it is read: it may come out of a file of a stranger.
// Whether its layers fit one another is no matter of these: `check` says that.
import { z } from 'zod'
import type { Drawing, Graph } from './architecture'

/** The template of a graph that was begun from none. */
export const drawnByHand = 'drawn'

/** A graph with more layers is not drawn by hand, and every check walks them all. */
export const mostLayers = 2000
/** Characters of a name: of a layer, a type, a setting, a block. */
export const longestName = 200

const name = z.string().min(1).max(longestName)
const text = z.string().max(10_000)
const list = 10_000
const value = z.union([z.number(), text, z.boolean(), z.array(z.number()).max(list), z.array(text).max(list), z.null()])
const settings = z
  .record(name, value)
  .refine((record) => Object.keys(record).length <= 100, 'at most 100 settings a layer')

export const graphSchema = z.strictObject({
  layers: z
    .array(
      z.strictObject({
        id: name.describe('What the layer is called; no two of a network have the same name.'),
        type: name.describe('A layer type of the registry.'),
        settings: settings.describe('By field of the layer type; what is left out has its default.'),
        inputs: z.array(name).max(1000).describe('The layers that feed it, in order.'),
        shares: z.exactOptional(name).describe('A layer of the same type whose weights it uses in place of its own.'),
      }),
    )
    .max(mostLayers),
  outputs: z.array(name).max(100).describe('The layers whose outputs are those of the network.'),
}) satisfies z.ZodType<Graph>

const coordinate = z.number().min(-1e7).max(1e7)
const size = z.number().min(0).max(1e7)

export const drawingSchema = z.strictObject({
  places: z.array(z.strictObject({ layer: name, x: coordinate, y: coordinate })).max(mostLayers),
  blocks: z
    .array(
      z.strictObject({
        id: name,
        name,
        layers: z.array(name).max(mostLayers),
        collapsed: z.boolean(),
        like: z.exactOptional(name),
        arguments: z
          .array(
            z.strictObject({
              name,
              settings: z.array(z.strictObject({ layer: name, setting: name })).max(mostLayers),
            }),
          )
          .max(100),
      }),
    )
    .max(500),
  comments: z
    .array(z.strictObject({ id: name, text, x: coordinate, y: coordinate, width: size, height: size }))
    .max(500),
}) satisfies z.ZodType<Drawing>
