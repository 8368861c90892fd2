// Encodings of text that is not UTF-8: their names, and the guess of one from the bytes themselves.
import { analyse } from 'chardet'

/** Windows-1252, which browsers too read in place of Latin-1. */
export const western = 'latin-1'

/** Our name of an encoding under any of its usual labels (cp1252, sjis, gb2312, ...); null for an unknown one. */
export function encodingNamed(label: string): string | null {
  try {
    const name = new TextDecoder(label.trim() === western ? 'windows-1252' : label).encoding
    return name === 'windows-1252' ? western : name
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** What Windows-1252 has between 0x80 and 0x9f: Node 20 decodes it as Latin-1, which has control characters there. */
const westernMarks = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

export type Decoder = Pick<InstanceType<typeof TextDecoder>, 'decode'>

/** A decoder that throws a TypeError at bytes which the encoding does not know. */
export function strictDecoder(encoding: string): Decoder {
  if (encoding !== western) return new TextDecoder(encoding, { fatal: true })
  const plain = new TextDecoder('windows-1252')
  return {
    decode: (bytes, options) =>
      plain
        .decode(bytes, options)
        .replace(/[\x80-\x9f]/g, (letter) => westernMarks[letter.charCodeAt(0) - 0x80] ?? letter),
  }
}

/** Which two-byte characters are common in text of an encoding, by first and second byte. */
const doubleByte: readonly (readonly [encoding: string, common: (first: number, second: number) => boolean])[] = [
  // GB 2312: punctuation, full-width letters and the 3,755 characters of its first level.
  ['gb18030', (a, b) => ((a >= 0xb0 && a <= 0xd7) || a === 0xa1 || a === 0xa3) && b >= 0xa1],
  ['euc-kr', (a, b) => ((a >= 0xb0 && a <= 0xc8) || a === 0xa1 || a === 0xa3) && b >= 0xa1],
  ['big5', (a) => a >= 0xa1 && a <= 0xc6],
  ['shift_jis', (a) => (a >= 0x81 && a <= 0x83) || (a >= 0x88 && a <= 0x97)],
  ['euc-jp', (a, b) => ((a >= 0xb0 && a <= 0xcf) || a === 0xa1 || a === 0xa4 || a === 0xa5) && b >= 0xa1],
]
const leastCommon = 0.8
const mostSample = 65_536

/** The syllables that make up a third and more of Korean text. */
const korean = new Set('이가는을를의에다도은로고하지사기아시인나자대부수일정원서한어')

/**
 * The encoding of bytes that are not UTF-8: East Asian when they decode without fault and to common characters mostly,
 * otherwise a single-byte one by the frequencies of letters (the library `chardet`), Western when nothing speaks against it.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = wordsBeyondAscii(bytes)
  const scored = doubleByte
    .map(([name, common]) => ({ name, share: commonShare(sample, name, common) }))
    .filter(({ name, share }) => share >= leastCommon && hasAsianWords(sample, name))
  const best = Math.max(...scored.map(({ share }) => share))
  const likely = scored.filter(({ share }) => share > best - 0.02).map(({ name }) => name)
  if (likely.length > 0) return likely.includes('euc-kr') && isKorean(sample) ? 'euc-kr' : withoutKorean(likely)
  return singleByte(sample)
}

/** Two letters side by side: a lone one may as well be two of another script. */
function hasAsianWords(sample: Buffer, encoding: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uffef]{2}/.test(strictDecoder(encoding).decode(sample))
}

function withoutKorean(likely: string[]): string {
  return likely.find((name) => name !== 'euc-kr') ?? 'euc-kr'
}

/** The words with a byte above 127, at most 64 KB of them: names and numbers in ASCII say nothing. */
function wordsBeyondAscii(bytes: Uint8Array): Buffer {
  const words = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split(/[\r\n,;\t"]+/)
    .filter((word) => /[\x80-\xff]/.test(word))
  return Buffer.from(wholeWords(words.join('\n')), 'latin1')
}

/** The first 64 KB, without a word that is cut. */
function wholeWords(text: string): string {
  if (text.length <= mostSample) return text
  const cut = text.slice(0, mostSample)
  return cut.includes('\n') ? cut.slice(0, cut.lastIndexOf('\n')) : cut
}

/** Common characters among those beyond ASCII; 0 when the bytes are no text of this encoding. */
function commonShare(sample: Buffer, encoding: string, common: (first: number, second: number) => boolean): number {
  if (!decodes(sample, encoding)) return 0
  let [all, good] = [0, 0]
  for (let index = 0; index < sample.length; index++) {
    const first = sample[index] as number
    if (first < 0x80) continue
    all++
    const katakana = encoding === 'shift_jis' && first >= 0xa1 && first <= 0xdf
    if (katakana) continue
    if (common(first, sample[++index] ?? 0)) good++
  }
  return all === 0 ? 0 : good / all
}

function isKorean(sample: Buffer): boolean {
  const letters = [...strictDecoder('euc-kr').decode(sample)].filter((letter) => letter >= '가' && letter <= '힣')
  return letters.filter((letter) => korean.has(letter)).length > letters.length * 0.2
}

/** What the library may say, the script it is of, and the encoding meant: Windows' extends the ISO one. */
const scripts: readonly (readonly [said: string, script: 'latin' | 'other', encoding: string])[] = [
  ['windows-1251', 'other', 'windows-1251'],
  ['KOI8-R', 'other', 'koi8-r'],
  ['windows-1253', 'other', 'windows-1253'],
  ['ISO-8859-7', 'other', 'windows-1253'],
  ['windows-1255', 'other', 'windows-1255'],
  ['ISO-8859-8', 'other', 'windows-1255'],
  ['windows-1256', 'other', 'windows-1256'],
  ['windows-1250', 'latin', 'windows-1250'],
  ['ISO-8859-2', 'latin', 'iso-8859-2'],
  ['windows-1254', 'latin', 'windows-1254'],
  ['ISO-8859-9', 'latin', 'windows-1254'],
]
const leastLetters = 12

/** Greek or Cyrillic words are runs of high bytes, those of Latin script have single ones. */
function singleByte(sample: Buffer): string {
  const text = sample.toString('latin1')
  const runs = text.match(/[\x80-\xff]+/g) ?? []
  const letters = runs.reduce((sum, run) => sum + run.length, 0)
  if (isTurkish(text)) return 'windows-1254'
  if (letters < leastLetters) return western
  const script = letters / runs.length >= 2.5 ? 'other' : 'latin'
  const guesses = analyse(sample)
  const known = guesses.find(({ name }) => name === 'ISO-8859-1' || name === 'windows-1252')?.confidence ?? 0
  const least = script === 'latin' ? Math.max(10, 1.3 * known) : 5
  for (const { name, confidence } of guesses) {
    const found = scripts.find(([said, of]) => said === name && of === script)
    if (found !== undefined && confidence >= least && decodes(sample, found[2])) return found[2]
  }
  return western
}

/** The six letters that Turkish has where Icelandic has its own, without the vowels of the latter. */
function isTurkish(text: string): boolean {
  const odd = text.match(/[ðýþÐÝÞ]/g) ?? []
  return (
    new Set(odd).size > 1 && odd.length > (text.match(/[\x80-\xff]/g)?.length ?? 0) / 4 && !/[áéíóúæÁÉÍÓÚÆ]/.test(text)
  )
}

function decodes(sample: Buffer, encoding: string): boolean {
  try {
    strictDecoder(encoding).decode(sample)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
