// Whole groups of rows for testing and validation: what grouped splits and splits by cold users and items are made of.
import { createRandom, permutation } from '../../../../shared/numbers/random'
import type { Pieces } from '../pieces'
import { wordsOf } from './columns'
import { partCodes } from './kind'
import type { SplitInput, SplitResult } from './kind'
import { codedWords, placesByCode } from './order'
import { tooFewGroups } from './problems'
import type { Settings } from '../../../../shared/fields/field'

/** Chooses which of `groups` a part gets, so many that it holds about `wanted`. */
type Choice = (groups: Int32Array[], wanted: number) => Set<Int32Array>

/**
 * Groups by the words of `field`, in an order that the seed draws. `choose` picks groups to test, then groups of the
 * rest to validate; `sizeOf` says what a share is a share of. At least one group stays for each part.
 */
export function* splitGroups(
  input: SplitInput,
  settings: Settings,
  { field, sizeOf, choose }: { field: string; sizeOf: (groups: Int32Array[]) => number; choose: Choice },
): Pieces<SplitResult> {
  const part = new Uint8Array(input.count)
  const { codes, names } = yield* codedWords(wordsOf(input, field))
  if (names.length < 3) {
    return { part, problems: [tooFewGroups(field, input.columns.get(field)?.name ?? '', names.length)] }
  }
  const groups = placesByCode(codes, names.length)
  const drawn = [...permutation(names.length, createRandom(Number(settings.seed)))].map(
    (code) => groups[code] as Int32Array,
  )
  const test = choose(drawn.slice(0, -1), sizeOf(drawn) * Number(settings.testShare))
  const rest = drawn.filter((group) => !test.has(group))
  const validation = choose(rest.slice(0, -1), sizeOf(rest) * Number(settings.validationShare))
  for (const group of test) for (const place of group) part[place] = partCodes.test
  for (const group of validation) for (const place of group) part[place] = partCodes.validation
  return { part, problems: [] }
}

export function rowsIn(groups: readonly Int32Array[]): number {
  return groups.reduce((sum, group) => sum + group.length, 0)
}

/** Each group in turn, when it brings the rows nearer to what is wanted; at least the smallest, and one is always left. */
export function chooseByRows(groups: Int32Array[], wanted: number): Set<Int32Array> {
  const chosen = new Set<Int32Array>()
  let rows = 0
  for (const group of groups) {
    if (chosen.size + 1 > Math.max(1, groups.length - 1)) break
    if (Math.abs(rows + group.length - wanted) >= Math.abs(rows - wanted)) continue
    chosen.add(group)
    rows += group.length
  }
  if (chosen.size > 0) return chosen
  return new Set([...groups].sort((a, b) => a.length - b.length).slice(0, 1))
}

/** The first groups, so many as are wanted; at least one, and one is always left. */
export function chooseByCount(groups: Int32Array[], wanted: number): Set<Int32Array> {
  const most = Math.max(1, groups.length - 1)
  return new Set(groups.slice(0, Math.min(most, Math.max(1, Math.round(wanted)))))
}
