// What settings must look like before they are read: names with plain values, which their fields check further.
import { z } from 'zod'

const fieldValue = z.union([z.number(), z.string(), z.boolean(), z.array(z.number()), z.array(z.string()), z.null()])
export const settingsSchema = z.record(z.string(), fieldValue)
