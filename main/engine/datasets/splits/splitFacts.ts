// What a split did, in figures for its preview: who is where, classes and spans of time by part, users and items lost.
import { parts } from '../../../../shared/records'
import type { Part, SplitFacts } from '../../../../shared/records'
import { leftOut, partCodes } from './kind'
import { codesOf } from './order'

export interface SplitFactsInput {
  /** Part codes. */
  part: Uint8Array
  /** Class labels, and for each row its class code; null when the target is a number. */
  target: { classes: readonly string[]; values: Float64Array } | null
  times: { column: string; dates: boolean; values: Float64Array } | null
  users: { column: string; values: (string | null)[] } | null
  items: { column: string; values: (string | null)[] } | null
}

export function splitFacts({ part, target, times, users, items }: SplitFactsInput): SplitFacts {
  return {
    counts: byPart((code) => countOf(part, code)),
    leftOut: countOf(part, leftOut),
    classes: target === null ? [] : classesByPart(part, target.classes, target.values),
    times:
      times === null
        ? null
        : { column: times.column, dates: times.dates, spans: byPart((code) => spanOf(part, code, times.values)) },
    users: users === null ? null : { column: users.column, ...lostOf(part, users.values) },
    items: items === null ? null : { column: items.column, ...lostOf(part, items.values) },
  }
}

/** The rows that test a value which training never has, and how many values there are: in all, tested, and of those unseen. */
export function unseenIn(part: Uint8Array, words: readonly (string | null)[]) {
  const { codes, names } = codesOf(words)
  const trained = new Uint8Array(names.length)
  codes.forEach((code, place) => {
    if (code >= 0 && part[place] === partCodes.train) trained[code] = 1
  })
  const tested = new Set<number>()
  const unseen = new Set<number>()
  const places: number[] = []
  codes.forEach((code, place) => {
    if (code < 0 || part[place] !== partCodes.test) return
    tested.add(code)
    if (trained[code] === 1) return
    unseen.add(code)
    places.push(place)
  })
  return { all: names.length, tested: tested.size, unseen: unseen.size, places }
}

function lostOf(part: Uint8Array, words: readonly (string | null)[]) {
  const { places, ...counts } = unseenIn(part, words)
  return { ...counts, unseenRows: places.length }
}

function classesByPart(part: Uint8Array, classes: readonly string[], values: Float64Array): SplitFacts['classes'] {
  const counts = classes.map(() => new Float64Array(leftOut + 1))
  values.forEach((value, place) => {
    const ofClass = counts[value]
    const code = part[place] as number
    if (ofClass !== undefined) ofClass[code] = (ofClass[code] as number) + 1
  })
  return classes.map((label, index) => ({ label, counts: byPart((code) => counts[index]?.[code] ?? 0) }))
}

function spanOf(part: Uint8Array, code: number, times: Float64Array): { first: number; last: number } | null {
  let [first, last] = [Infinity, -Infinity]
  times.forEach((time, place) => {
    if (part[place] !== code) return
    if (time < first) first = time
    if (time > last) last = time
  })
  return first > last ? null : { first, last }
}

function countOf(part: Uint8Array, wanted: number): number {
  return part.reduce((sum, code) => sum + (code === wanted ? 1 : 0), 0)
}

function byPart<T>(valueOf: (code: number) => T): Record<Part, T> {
  const [train, validation, test] = parts.map((_, code) => valueOf(code)) as [T, T, T]
  return { train, validation, test }
}
