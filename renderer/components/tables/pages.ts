// Pages of rows of a table that is too big to hold: fetched when first seen, the least recently seen dropped.
import { shallowReactive } from 'vue'

export type Cells = (string | null)[]
export type LoadRows<Row = Cells> = (offset: number, limit: number) => Promise<Row[]>

const pageRows = 200
const keptPages = 40

export interface Pages<Row = Cells> {
  /** The row, or undefined while its page is on the way. */
  row(index: number): Row | undefined
  /** Fetches what is missing of the rows in [first, first + count). Rejects when a page cannot be read. */
  need(first: number, count: number): Promise<void>
}

/** Pages of `total` rows. */
export function createPages<Row = Cells>(total: number, load: LoadRows<Row>): Pages<Row> {
  const pages = shallowReactive(new Map<number, Row[]>())
  const asked = new Set<number>()

  async function fetchPage(page: number): Promise<void> {
    asked.add(page)
    try {
      const offset = page * pageRows
      pages.set(page, await load(offset, Math.min(pageRows, total - offset)))
      for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - keptPages))) pages.delete(old)
    } finally {
      asked.delete(page)
    }
  }

  async function need(first: number, count: number): Promise<void> {
    const last = Math.min(total, first + count) - 1
    const wanted: number[] = []
    for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page += 1) {
      const known = pages.get(page)
      if (known !== undefined) keepLonger(page, known)
      else if (!asked.has(page)) wanted.push(page)
    }
    await Promise.all(wanted.map(fetchPage))
  }

  /** A map keeps its insertion order: taken out and put back, a page is the youngest. */
  function keepLonger(page: number, rows: Row[]): void {
    if (pages.size < keptPages) return
    pages.delete(page)
    pages.set(page, rows)
  }

  return { row: (index) => pages.get(Math.floor(index / pageRows))?.[index % pageRows], need }
}
