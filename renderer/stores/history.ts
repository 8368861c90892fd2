// A document with all that it was and what was taken back: undo and redo without limit, each a whole document that shares its parts with the others. Pure.
export interface History<T> {
  now: T
  past: readonly T[]
  future: readonly T[]
  /** What the last change was about: typing into one field is one change. */
  lately: string | null
}

export function historyOf<T>(now: T): History<T> {
  return { now, past: [], future: [], lately: null }
}

/** The next document. Changes about the same thing in a row, such as `typed` into one field, are one. */
export function advanced<T>(history: History<T>, now: T, about: string | null = null): History<T> {
  if (now === history.now) return history
  const goesOn = about !== null && about === history.lately
  const past = goesOn ? history.past : [...history.past, history.now]
  return { now, past, future: [], lately: about }
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { now: before, past: history.past.slice(0, -1), future: [history.now, ...history.future], lately: null }
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { now: next, past: [...history.past, history.now], future, lately: null }
}
