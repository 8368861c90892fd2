// The template registry: one line a template.
import type { Template } from '../template'
import { mlp } from './mlp'

export const templates = { mlp } as const satisfies Record<string, Template>

/** The template of that name, undefined when there is none. */
export function templateOf(name: string): Template | undefined {
  return Object.hasOwn(templates, name) ? templates[name as keyof typeof templates] : undefined
}
