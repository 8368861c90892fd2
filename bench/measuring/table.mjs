// CSV files of made-up rows, the same in every run: numbers, categories and an answer.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const CITIES = ['Aachen', 'Bergen', 'Cádiz', 'Delft', 'Évora', '"Frankfurt, Oder"']
const ROWS_A_PIECE = 10_000

/** Six columns. Writes the file and gives its size in bytes. */
export const writeTable = (file, rows) => write(file, rows, 'id,age,income,score,city,bought', rowOf)

/** As `writeTable`, but in a thousand records one has a field too many, one too few, one a word for its income and one none. */
export const writeDirtyTable = (file, rows) => write(file, rows, 'id,age,income,score,city,bought', dirtyRowOf)

/** So many columns of whole and decimal numbers and of words in turn. */
export const writeColumns = (file, { rows, columns }) => {
  const names = Array.from({ length: columns }, (_, i) => `column${i + 1}`)
  return write(file, rows, names.join(','), (row) => `${names.map((_, i) => valueAt(row, i)).join(',')}\n`)
}

/** Fifteen columns of numbers, four of words, and an answer; one number in sixteen is missing. */
export const writeWideTable = (file, rows) => write(file, rows, [...wideNames, 'bought'].join(','), wideRowOf)

async function write(file, rows, header, rowOf) {
  const stream = createWriteStream(file)
  stream.write(`${header}\n`)
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

function dirtyRowOf(row) {
  const line = rowOf(row)
  if (row % 1000 === 400) return line.replace('\n', ',more\n')
  if (row % 1000 === 500) return `${row},30\n`
  if (row % 1000 === 600) return line.replace(/^(\d+,\d+),[\d.]+,/, '$1,unknown,')
  return row % 1000 === 700 ? line.replace(/^(\d+,\d+),[\d.]+,/, '$1,NA,') : line
}

function valueAt(row, column) {
  const mixed = Math.imul(Math.imul(row + 1, 2654435761) ^ Math.imul(column + 1, 40503), 2246822519) >>> 0
  if (column % 3 === 0) return mixed % 10_000
  return column % 3 === 1 ? ((mixed % 20_001) / 10_000 - 1).toFixed(4) : `w${mixed % 12}`
}

const NUMBERS = 15
const WORDS = 4
const wideNames = [
  ...Array.from({ length: NUMBERS }, (_, i) => `number${i + 1}`),
  ...Array.from({ length: WORDS }, (_, i) => `word${i + 1}`),
]

function wideRowOf(row) {
  const mixed = (place) => Math.imul(Math.imul(row + 1, 2654435761) ^ Math.imul(place + 1, 40503), 2246822519) >>> 0
  const numbers = Array.from({ length: NUMBERS }, (_, i) => {
    const bits = mixed(i)
    return bits % 16 === 0 ? '' : (((bits >>> 4) % 100_003) / 97 - 400).toFixed(3)
  })
  const words = Array.from({ length: WORDS }, (_, i) => `w${(mixed(NUMBERS + i) >>> 5) % (8 << i)}`)
  return `${[...numbers, ...words].join(',')},${mixed(99) & 64 ? 'yes' : 'no'}\n`
}
