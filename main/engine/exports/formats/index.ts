// The export format registry: one line a format.
import type { Format } from '../format'
import { tfjs } from './tfjs'

export const formats = { tfjs } as const satisfies Record<string, Format>

/** The format of that name, undefined when there is none. */
export function formatOf(name: string): Format | undefined {
  return Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined
}
