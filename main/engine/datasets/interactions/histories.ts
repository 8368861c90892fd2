// Rows of a user, a session or a series in the order of time, and what of it may be seen when a row is to be predicted.
import { byTime, leftOut, partCodes, placesByCode } from '../splits'
import type { Coded } from './rows'

/** The places of each key from the earliest to the latest; of equal times the one further down the table is later. */
export function timelinesOf({ codes, names }: Coded, times: Float64Array | null): Int32Array[] {
  return placesByCode(codes, names.length, times === null ? undefined : byTime(times))
}

/**
 * May a row of part `seen` be looked at to predict a row of part `wanted` that comes after it? Never one of a later part.
 * Rows in no part may be looked at when validating and testing, since they lie in the past by then, but train nothing.
 */
export function maySee(wanted: number, seen: number): boolean {
  return seen <= wanted || (seen === leftOut && wanted !== partCodes.train && wanted !== leftOut)
}

/** Every `stride`-th, counted from the last. */
export function everyFromEnd(candidates: Int32Array, stride: number): Int32Array {
  const last = candidates.length - 1
  return candidates.filter((_, index) => (last - index) % stride === 0)
}
