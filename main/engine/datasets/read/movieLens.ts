// The formats of MovieLens and its kin, known without being told: `::` between fields, and ratings without column names.

/** `::` parts the fields: it stands equally often, and at least once, in each of the first lines. */
export function isDoubleColon(head: string): boolean {
  const lines = firstLines(head)
  const counts = new Set(lines.map((line) => line.split('::').length))
  return lines.length > 0 && counts.size === 1 && !counts.has(1)
}

/** Names for four nameless columns that are whole numbers, whole numbers, ratings up to ten and seconds since 1970. */
export function ratingNames(head: string, delimiter: string): string[] | null {
  const rows = firstLines(head).map((line) => line.split(delimiter))
  const isRating = ([user = '', item = '', rating = '', time = '', ...more]: string[]) =>
    more.length === 0 &&
    /^\d+$/.test(user) &&
    /^\d+$/.test(item) &&
    /^\d{1,2}(\.\d)?$/.test(rating) &&
    Number(rating) <= 10 &&
    /^[89]\d{8}$|^1\d{9}$/.test(time)
  return rows.length > 0 && rows.every(isRating) ? ['user', 'item', 'rating', 'timestamp'] : null
}

function firstLines(head: string): string[] {
  return head
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/, 51)
    .slice(0, 50)
    .filter((line) => line !== '')
}
