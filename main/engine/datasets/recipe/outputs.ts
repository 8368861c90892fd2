// What a step makes of a column: a column, or many inputs of which most are 0, such as one for each word.
import type { ColumnValues, SparseInputs, StepOutput } from './step'

/** Inputs of which one is 1 in each row: that at `places`, none where it is negative. */
export function oneHot(places: Int32Array, width: number, names: () => string[]): SparseInputs {
  const count = places.length
  const hot = new Int32Array(count)
  let entries = 0
  for (let row = 0; row < count; row++) if ((places[row] as number) >= 0) hot[entries++] = row
  const rows = hot.subarray(0, entries)
  const chosen = rows.map((row) => places[row] as number)
  return { kind: 'sparse', width, names, count, rows, places: chosen, values: new Float64Array(entries).fill(1) }
}

/** Gathers entries row by row, for steps of which a row may have any number. */
export function sparseOf(
  count: number,
  { width, names }: Pick<SparseInputs, 'width' | 'names'>,
  entriesOf: (row: number, add: (place: number, value: number) => void) => void,
): SparseInputs {
  const [rows, places, values]: number[][] = [[], [], []]
  for (let row = 0; row < count; row++) {
    entriesOf(row, (place, value) => {
      rows?.push(row)
      places?.push(place)
      values?.push(value)
    })
  }
  return {
    ...{ kind: 'sparse', width, names, count },
    rows: Int32Array.from(rows ?? []),
    places: Int32Array.from(places ?? []),
    values: Float64Array.from(values ?? []),
  }
}

/** How many inputs the output is; words are none. */
export function widthOf(output: StepOutput): number {
  if (output.kind === 'sparse') return output.width
  return output.kind === 'numbers' ? 1 : 0
}

export function namesOf(output: StepOutput): string[] {
  if (output.kind === 'sparse') return output.names()
  return output.kind === 'numbers' ? [output.name] : []
}

/** Every input as a column of its own: for looking at few rows, and for tests. */
export function spread(outputs: readonly StepOutput[]): ColumnValues[] {
  return outputs.flatMap((output) => {
    if (output.kind !== 'sparse') return [output]
    const columns = output.names().map((name) => ({
      ...{ kind: 'numbers' as const, name },
      values: new Float64Array(output.count),
    }))
    output.rows.forEach((row, entry) => {
      const column = columns[output.places[entry] as number]
      if (column !== undefined) column.values[row] = output.values[entry] as number
    })
    return columns
  })
}

const placesByWords = new WeakMap<readonly string[], Map<string, number>>()

/** The place of each word in a list that was learnt; made once for a list, since rows come block by block. */
export function placesOf(words: readonly string[]): Map<string, number> {
  const known = placesByWords.get(words)
  if (known !== undefined) return known
  const places = new Map(words.map((word, place) => [word, place]))
  placesByWords.set(words, places)
  return places
}
