// What a person sees at the top of a text table and DuckDB's sniffer does not: a line that names the delimiter, rare delimiters, numbers that are names.

/** The delimiter that a first line such as `sep=;` names, as spreadsheets write it; null when there is no such line. */
export function namedDelimiter(head: string): string | null {
  return /^"?sep=([^"\r\n])"?(?:\r\n|\n|\r)/i.exec(head)?.[1] ?? null
}

const usualDelimiters = [',', ';', '\t', '|']
/** With fewer fields the sniffer is done soon enough. */
const manyFields = 500

/** The delimiter of a table of very many columns, for which the sniffer would take many seconds; null when it is not clear. */
export function wideDelimiter(head: string): string | null {
  const [first = '', second = ''] = head.split(/\r\n|\n|\r/, 2).map((line) => line.replace(/"[^"]*"/g, ''))
  const counts = usualDelimiters.map((mark) => first.split(mark).length - 1)
  const most = Math.max(...counts)
  const [mark = '', ...others] = usualDelimiters.filter((_, index) => (counts[index] as number) * 10 >= most)
  return most >= manyFields && others.length === 0 && second.split(mark).length - 1 === most ? mark : null
}

const rareDelimiters = ['~', '^', '\x01', '\x1f', '¦', '§', ':', ' ']
/** Colons and blanks stand in words and times as well. */
const everydaySigns = [':', ' ']
export const numeric = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const looked = 50

/**
 * A delimiter that the sniffer does not try: it stands equally often in each of the first lines. Colons and blanks are
 * one only where numbers follow them in all lines below the first.
 */
export function rareDelimiter(head: string): string | null {
  const lines = linesBelow(head, 0).filter((line) => !line.startsWith('#'))
  if (lines.length < 2) return null
  return rareDelimiters.find((mark) => partsAll(lines, mark)) ?? null
}

function partsAll(lines: readonly string[], mark: string): boolean {
  const rows = lines.map((line) => line.replace(/"[^"]*"/g, 'quoted').split(mark))
  const width = rows[1]?.length ?? 1
  // As R writes a table with row names: they have no name on top.
  const isShort = mark === ' ' && width > 2 && rows.length > 2 && rows[0]?.length === width - 1
  if (width === 1 || rows.some((row, line) => row.length !== (line === 0 && isShort ? width - 1 : width))) return false
  if (!everydaySigns.includes(mark)) return true
  // Aligned columns have runs of blanks, and `10:30` is a time.
  if (rows.some((row) => row.includes('')) || lines.some((line) => /\d:\d\d(\D|$)/.test(line))) return false
  const places = [...Array(width).keys()].slice(1)
  const numbers = places.filter((place) => rows.slice(1).every((row) => numeric.test(row[place] ?? '')))
  // Where all that follows has three digits, they are thousands.
  return numbers.length > 0 && !numbers.every((place) => rows.every((row) => /^\d{3}$/.test(row[place] ?? '')))
}

/** One column of numbers with decimal commas below its name, which a sniffer takes for two columns below a title. */
export function isDecimalColumn(head: string): boolean {
  const [name = '', ...lines] = linesBelow(head, 0)
  if (name.includes(',') || numeric.test(name) || lines.length < 2) return false
  return lines.every((line) => /^[+-]?\d+(,\d+)?$/.test(line)) && lines.some((line) => line.includes(','))
}

/** How the text is cut into fields. */
interface Cut {
  delimiter: string
  quote: string
}

/**
 * Is the first line below `skip` others one of names, though a sniffer takes it for a row? It is where words stand above
 * numbers, though some columns have no name; where years (`country,2019,2020`) that go up by one step stand above what is
 * none; and where counts from 0 or 1 do (`0,1,2`), unless the next rows go up as well.
 */
export function hasNames(head: string, skip: number, cut: Cut): boolean {
  const [first = [], ...rows] = linesBelow(head, skip).map((line) => fieldsOf(line, cut))
  return hasWordsAbove(first, rows) || hasNumbersForNames(first, rows.slice(0, first.length > 2 ? 5 : looked))
}

const fewestBelow = 3

function hasWordsAbove(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (first.some((field) => numeric.test(field)) || first.filter((field) => field !== '').length < 2) return false
  return first.some((field, place) => {
    const below = rows.map((row) => row[place] ?? '').filter((cell) => cell !== '')
    return field !== '' && below.length >= fewestBelow && below.every((cell) => numeric.test(cell))
  })
}

function hasNumbersForNames(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const places = [...first.keys()].filter((place) => numeric.test(first[place] ?? ''))
  const words = first.filter((field) => field !== '' && !numeric.test(field))
  const years = words.length > 0 && places.every((place) => isYear(first[place] ?? ''))
  if (rows.length === 0 || places.length < (years ? 1 : 3) || new Set(first).size !== first.length) return false
  // A single one may be a value like others.
  if (places.length === 1 && (first.length > 2 || rows.length < fewestBelow)) return false
  const numbersIn = (row: readonly string[]) => places.map((place) => row[place] ?? '')
  if (places.length > 1 && !goUp(numbersIn(first))) return false
  if (numbersIn(first).every(isYear)) return !rows.some((row) => numbersIn(row).every(isYear))
  return ['0', '1'].includes(numbersIn(first)[0] ?? '') && !rows.some((row) => goUp(numbersIn(row)))
}

const isYear = (field: string) => /^(1[6-9]|20|21)\d\d$/.test(field)

/** By one and the same whole step. */
function goUp(fields: readonly string[]): boolean {
  const numbers = fields.map(Number)
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] as number))
  const [step = 0] = steps
  return step > 0 && Number.isInteger(step) && steps.every((one) => one === step)
}

/**
 * The names in the line above a table of `columns` columns that seems to have none: one fewer than there are columns, as
 * R writes tables with row names, which have no name. Null when that line is no such thing.
 */
export function shortNames(head: string, skip: number, columns: number, cut: Cut): string[] | null {
  if (skip === 0 || columns < 3) return null
  const line = linesBelow(head, skip - 1)[0] ?? ''
  const names = fieldsOf(line, cut)
  const plain = names.every((name) => name !== '' && !numeric.test(name)) && new Set(names).size === names.length
  if (names.length !== columns - 1 || !plain || line !== linesOf(head)[skip - 1]) return null
  return ['', ...names]
}

function linesOf(head: string): string[] {
  return head.slice(0, 1 << 17).split(/\r\n|\n|\r/)
}

/** The first lines that are not empty, below `skip` lines; the last may be cut. */
export function linesBelow(head: string, skip: number): string[] {
  const lines = linesOf(head).slice(skip)
  const whole = head.length > 1 << 17 ? lines.slice(0, -1) : lines
  return whole.filter((line) => line !== '').slice(0, looked)
}

/** The fields of a line without surrounding blanks and quotation marks. */
function fieldsOf(line: string, { delimiter, quote }: Cut): string[] {
  const fields = ['']
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const isQuote = quote !== '' && line[at] === quote
    if (isQuote && quoted && line[at + 1] === quote) fields.push((fields.pop() ?? '') + (line[at++] ?? ''))
    else if (isQuote) quoted = !quoted
    else if (!quoted && line.startsWith(delimiter, at)) {
      fields.push('')
      at += delimiter.length - 1
    } else fields.push((fields.pop() ?? '') + (line[at] ?? ''))
  }
  return fields.map((field) => field.trim())
}
