// A recipe that is being written: its entries as they were and are, so that every change can be undone. Pure.
import type { RecipeEntry } from '../../shared/records'

export interface RecipeDraft {
  entries: RecipeEntry[]
  past: RecipeEntry[][]
  future: RecipeEntry[][]
  /** What the last change was about: typing into one field is one change. */
  lately: string | null
}

const mostUndone = 200

export function newDraft(entries: readonly RecipeEntry[]): RecipeDraft {
  return { entries: [...entries], past: [], future: [], lately: null }
}

/** The draft with other entries. Changes about the same thing in a row, such as `typed` into one field, are one. */
export function changed(draft: RecipeDraft, entries: RecipeEntry[], about: string | null = null): RecipeDraft {
  if (same(entries, draft.entries)) return draft
  const goesOn = about !== null && about === draft.lately
  const past = goesOn ? draft.past : [...draft.past, draft.entries].slice(-mostUndone)
  return { entries, past, future: [], lately: about }
}

export function undone(draft: RecipeDraft): RecipeDraft {
  const before = draft.past.at(-1)
  if (before === undefined) return draft
  return { entries: before, past: draft.past.slice(0, -1), future: [draft.entries, ...draft.future], lately: null }
}

export function redone(draft: RecipeDraft): RecipeDraft {
  const [next, ...future] = draft.future
  if (next === undefined) return draft
  return { entries: next, past: [...draft.past, draft.entries], future, lately: null }
}

/** The entries with one of them at another place; a place beyond the ends is the end. */
export function moved(entries: readonly RecipeEntry[], id: string, to: number): RecipeEntry[] {
  const entry = entries.find((one) => one.id === id)
  if (entry === undefined) return [...entries]
  const others = entries.filter((one) => one.id !== id)
  const place = Math.min(others.length, Math.max(0, to))
  return [...others.slice(0, place), entry, ...others.slice(place)]
}

/** An id that no entry has, such as `step-3`. */
export function freeId(entries: readonly RecipeEntry[]): string {
  const taken = new Set(entries.map(({ id }) => id))
  let number = entries.length + 1
  while (taken.has(`step-${number}`)) number += 1
  return `step-${number}`
}

/** True for recipes that do the same, whatever the order in which their settings were written. */
export function same(a: readonly RecipeEntry[], b: readonly RecipeEntry[]): boolean {
  return JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain))
}

function plain({ id, step, enabled, settings }: RecipeEntry): unknown {
  return [id, step, enabled, Object.entries(settings).sort(([x], [y]) => (x < y ? -1 : 1))]
}
