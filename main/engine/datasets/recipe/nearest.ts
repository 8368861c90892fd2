// How far two words are apart, and which known name was probably meant: for errors of recipes and for merging spellings.

/**
 * Edits (a character put in, left out or changed, or two neighbours swapped) that make one word of the other: the
 * restricted Damerau-Levenshtein distance, counted in code points. `most + 1` as soon as it must be more than `most`.
 */
export function editDistance(first: string, second: string, most: number): number {
  const [a, b] = [[...first], [...second]]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow({ a, b, row }, previous, before)
    if (Math.min(...current) > most) return most + 1
    before = previous
    previous = current
  }
  return Math.min(most + 1, previous[b.length] ?? 0)
}

function nextRow({ a, b, row }: { a: string[]; b: string[]; row: number }, previous: number[], before: number[]) {
  const current = [row]
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1]
    const replaced = at(previous, column - 1) + (same ? 0 : 1)
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
    const swap = swapped ? at(before, column - 2) + 1 : Infinity
    current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1, swap))
  }
  return current
}

function at(row: number[], index: number): number {
  return row[index] ?? Infinity
}

/** The known name nearest to one that does not exist, capitals aside; null when none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  const most = Math.max(1, Math.min(3, Math.floor([...name].length / 3)))
  let best: string | null = null
  let distance = most + 1
  for (const candidate of known) {
    const apart = editDistance(wanted, candidate.toLowerCase(), most)
    if (apart < distance) [best, distance] = [candidate, apart]
  }
  return best
}
