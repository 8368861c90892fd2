// A few choices that the page keeps by itself (panel widths, language, theme): a ref that is written to local storage.
import { ref, watch } from 'vue'
import type { Ref } from 'vue'

const prefix = 'netloom.'

/** A ref that starts with the kept value, if `accept` knows it, and keeps every change. */
export function keptRef<T>(name: string, initial: T, accept: (value: unknown) => value is T): Ref<T> {
  const value = ref(readKept(name, accept) ?? initial) as Ref<T>
  watch(value, (next) => localStorage.setItem(prefix + name, JSON.stringify(next)), { deep: true, flush: 'sync' })
  return value
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

export function isOneOf<T extends string>(words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => typeof value === 'string' && (words as readonly string[]).includes(value)
}

function readKept<T>(name: string, accept: (value: unknown) => value is T): T | null {
  const text = localStorage.getItem(prefix + name)
  if (text === null) return null
  const value = parse(text)
  return accept(value) ? value : null
}

/** What was kept by an older version may be anything: what is not JSON counts as nothing. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
