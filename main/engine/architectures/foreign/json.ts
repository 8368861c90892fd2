// Reads JSON of strangers: nothing is taken for granted, and names of prototypes are no keys.

export type Json = Record<string, unknown>

/** The value as an object, an empty one for anything else. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

export function at(value: unknown, key: string): unknown {
  const object = objectOf(value)
  return Object.hasOwn(object, key) ? object[key] : undefined
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A number, or the one that all of a list are. */
export function alike(value: unknown): number | undefined {
  const [first, ...others] = Array.isArray(value) ? value : [value]
  return others.every((other) => other === first) ? numberOf(first) : undefined
}

/** Sizes of axes: whole numbers above zero, or null for any size. Undefined for anything else. */
export function sizesOf(value: unknown): (number | null)[] | undefined {
  if (!Array.isArray(value) || value.length > 8) return undefined
  const sound = value.every((size) => size === null || (Number.isInteger(size) && size > 0 && size <= 2 ** 31))
  return sound ? (value as (number | null)[]) : undefined
}

/** A function's or a class's name: Keras writes it as a word, or as an object with a class and its settings. */
export function named(value: unknown): { name: string; config: Json } | undefined {
  const word = textOf(value)
  if (word !== undefined) return { name: word, config: {} }
  const [name, config] = [textOf(at(value, 'class_name')), at(value, 'config')]
  if (name === 'function' || name === 'builtin')
    return { name: textOf(config) ?? textOf(at(value, 'registered_name')) ?? '', config: {} }
  return name === undefined ? undefined : { name, config: objectOf(config) }
}
