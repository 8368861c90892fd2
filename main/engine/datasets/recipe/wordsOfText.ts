// The words of a text, found by Unicode alone, so that they are the same on every machine.

const runs = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts that are written without blanks between words. */
const parts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/gu
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]/u

/**
 * Runs of letters and digits in small letters and Unicode's compatible form. Where words are written without blanks, as
 * in Chinese, each two neighbours are a word, as Lucene's CJKAnalyzer has them; dictionaries differ between machines.
 */
export function wordsOfText(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  return (plain.match(runs) ?? []).flatMap((run) =>
    (run.match(parts) ?? []).flatMap((part) => (unspaced.test(part) ? pairsOf([...part]) : [part])),
  )
}

function pairsOf(characters: string[]): string[] {
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}
