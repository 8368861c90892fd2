// Long pure work in pieces, so that whoever drives it can tell how far it is and stop it in between.
import { cancelled } from '../../../shared/contract/errors'

/** After each piece: how many of how many. */
export interface Piece {
  done: number
  total: number
}

export type Pieces<T> = Generator<Piece, T, void>

/** Rows after which a piece of work by rows is over: some hundredths of a second. */
export const rowsAPiece = 32_768

/** All of it at once. */
export function finished<T>(pieces: Pieces<T>): T {
  let step = pieces.next()
  while (step.done !== true) step = pieces.next()
  return step.value
}

/** Work that is done at once, or in pieces. */
export type Work<T> = T | Pieces<T>

/** One of `parts` equal parts of longer work: how far it is is told in percent of all of it. */
export function* partOf<T>(work: Work<T>, part: number, parts: number): Pieces<T> {
  yield { done: Math.floor((100 * part) / parts), total: 100 }
  if (!isInPieces(work)) return work
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value
    const { done, total } = step.value
    yield { done: Math.floor((100 * (part + done / total)) / parts), total: 100 }
  }
}

function isInPieces<T>(work: Work<T>): work is Pieces<T> {
  return typeof work === 'object' && work !== null && 'next' in work && typeof work.next === 'function'
}

interface Driver {
  signal: AbortSignal
  progress(done: number, total: number): void
}

/** Lets messages in between pieces; throws `task/cancelled` when the signal was raised by one of them. */
export async function inPieces<T>(pieces: Pieces<T>, { signal, progress }: Driver): Promise<T> {
  for (let step = pieces.next(); ; step = pieces.next()) {
    if (signal.aborted) throw cancelled()
    if (step.done === true) return step.value
    progress(step.value.done, step.value.total)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
