// Lists of words as two arrays, so that a million ids of users or items need no JSON: their bytes, and where each ends.
import type { StoredArray } from './arrays'

/** Words that codes stand for: the word of code 1 first, since 0 stands for none. */
export interface WordList {
  name: string
  /** UTF-8, one word behind another. */
  bytes: Uint8Array
  /** The position behind the last byte of each word. */
  ends: Int32Array
}

export function packWords(name: string, words: readonly string[]): WordList {
  const ends = new Int32Array(words.length)
  let end = 0
  for (const [index, word] of words.entries()) {
    end += Buffer.byteLength(word)
    ends[index] = end
  }
  const bytes = new Uint8Array(end)
  const buffer = Buffer.from(bytes.buffer)
  for (const [index, word] of words.entries()) buffer.write(word, index === 0 ? 0 : (ends[index - 1] as number), 'utf8')
  return { name, bytes, ends }
}

export function unpackWords({ bytes, ends }: Pick<WordList, 'bytes' | 'ends'>): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = 0
  return Array.from(ends, (end) => {
    const word = buffer.toString('utf8', start, end)
    start = end
    return word
  })
}

/** The arrays of those lists, as they lie in a file. */
export function wordArrays(lists: readonly WordList[]): Record<string, StoredArray> {
  return Object.fromEntries(
    lists.flatMap(({ name, bytes, ends }) => [
      [`words.${name}.bytes`, bytes],
      [`words.${name}.ends`, ends],
    ]),
  )
}

/** The list of that name out of the arrays of a file, null when they are not what they should be. */
export function wordsIn(arrays: Record<string, StoredArray>, name: string): WordList | null {
  const [bytes, ends] = [arrays[`words.${name}.bytes`], arrays[`words.${name}.ends`]]
  if (!(bytes instanceof Uint8Array) || !(ends instanceof Int32Array)) return null
  const rises = ends.every((end, index) => end >= (index === 0 ? 0 : (ends[index - 1] as number)))
  return rises && (ends.at(-1) ?? 0) === bytes.length ? { name, bytes, ends } : null
}
