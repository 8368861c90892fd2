// A CSV of a million rows and six columns: numbers, a category and an answer, the same in every run.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const CITIES = ['Aachen', 'Bergen', 'Cádiz', 'Delft', 'Évora', '"Frankfurt, Oder"']
const ROWS_A_PIECE = 10_000

/** Writes the file and gives its size in bytes. */
export async function writeTable(file, rows) {
  const stream = createWriteStream(file)
  stream.write('id,age,income,score,city,bought\n')
  for (let start = 0; start < rows; start += ROWS_A_PIECE) {
    const piece = Array.from({ length: Math.min(ROWS_A_PIECE, rows - start) }, (_, i) => rowOf(start + i))
    if (!stream.write(piece.join(''))) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  return stream.bytesWritten
}

/** Numbers by a multiplicative hash of the row: no two columns go together, and nothing is drawn. */
function rowOf(row) {
  const mixed = Math.imul(row + 1, 2654435761) >>> 0
  const age = 18 + (mixed % 70)
  const income = ((mixed >>> 3) % 9_000_000) / 100
  const score = ((mixed >>> 7) % 20_001) / 10_000 - 1
  return `${row},${age},${income.toFixed(2)},${score.toFixed(4)},${CITIES[(mixed >>> 5) % CITIES.length]},${mixed & 4 ? 'yes' : 'no'}\n`
}
