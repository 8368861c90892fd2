// What the records of a bundle say of targets must look like.
import { z } from 'zod'
import { goals } from '../../../../shared/records'

/** More are no row of answers but a table of its own. */
const mostTargets = 100
const target = { column: z.string(), goal: z.enum(goals), classes: z.array(z.string()) }

export const alsoTargetColumns = z.array(z.string()).max(mostTargets)
export const alsoTargets = z.array(z.strictObject(target)).max(mostTargets)
export const preparedTarget = z.strictObject({ ...target, mean: z.number(), deviation: z.number() })
export const preparedTargets = z.array(preparedTarget).max(mostTargets)
