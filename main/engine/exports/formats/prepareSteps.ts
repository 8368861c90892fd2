// The steps of prepare.js, which goes out with a model: what each fitted step makes of one value, in plain JavaScript.
import { normalRatios } from '../../datasets'

/** Steps that take a number, NaN for missing. */
export const numberSteps = `
  impute: (value, learnt) => {
    const missing = Number.isNaN(value)
    const filled = missing ? learnt.fill : value
    return learnt.flag === true ? [filled, missing ? 1 : 0] : [filled]
  },
  standardise: (value, learnt) => [scaled(value, learnt.mean, learnt.deviation)],
  minMax: (value, { min, span, clip }) => [clip === true ? within(scaled(value, min, span), 0, 1) : scaled(value, min, span)],
  robust: (value, learnt) => [scaled(value, learnt.middle, learnt.span)],
  log: (value) => [Math.sign(value) * Math.log1p(Math.abs(value))],
  quantile: (value, { quantiles, normal }) => [normal ? normalRank(value, quantiles) : rank(value, quantiles)],
  winsorise: (value, { low, high }) => [low === null || high === null ? value : within(value, low, high)],
  bins: (value, { edges }) =>
    oneOf(Number.isNaN(value) ? -1 : edges.filter((edge) => edge <= value).length, edges.length + 1),
`

/** Steps that take a word, null for missing. */
export const wordSteps = `
  imputeWords: (word, learnt) => {
    const filled = word === null ? learnt.word : word
    return learnt.flag === true ? [filled, word === null ? 1 : 0] : [filled]
  },
  encode: (word, { words, missing, other }) => {
    const others = other === false ? -1 : words.length
    const size = words.length + (other === false ? 0 : 1) + (missing === true ? 1 : 0)
    const found = words.indexOf(word)
    return oneOf(word === null ? (missing === true ? size - 1 : others) : found < 0 ? others : found, size)
  },
  flag: (word, learnt) => [word !== null && word === learnt.yes ? 1 : word !== null && word === learnt.no ? 0 : learnt.fill],
  vocabulary: (word, { words }) => [word === null ? 0 : words.indexOf(word) + 2],
  hashing: (word, { buckets, sign }) => {
    if (word === null) return oneOf(-1, buckets)
    const hash = murmur3(word.normalize('NFC'))
    return oneOf(Math.abs(hash) % buckets, buckets, sign === true && hash < 0 ? -1 : 1)
  },
  targetEncode: (word, { words, means, missing, overall }) => {
    const place = word === null ? -1 : words.indexOf(word)
    return overall.map((usual, output) =>
      word === null ? (missing[output] ?? usual) : place < 0 ? usual : means[place * overall.length + output],
    )
  },
  multiHot: (word, { words, separator, other }) => {
    const items = listed(word, separator)
    const inputs = words.map((each) => (items.has(each) ? 1 : 0))
    return other === true ? [...inputs, [...items].some((item) => !words.includes(item)) ? 1 : 0] : inputs
  },
  tokens: (word, { words, values, weights }) => {
    const found = wordsOfText(word ?? '')
    const counts = words.map((each) => found.filter((other) => other === each).length)
    if (values === 'presence') return counts.map((count) => Math.min(1, count))
    if (values !== 'weight') return counts
    const order = [...new Set(found)].map((each) => words.indexOf(each)).filter((place) => place >= 0)
    const length = Math.sqrt(order.reduce((sum, place) => sum + (counts[place] * weights[place]) ** 2, 0))
    return counts.map((count, place) => (count === 0 ? 0 : (count * weights[place]) / length))
  },
  dateParts: (word, { parts, means, deviations, cyclic, missing }) => {
    const time = word === null ? NaN : isoTime(word)
    const date = new Date(time)
    const inputs = parts.flatMap((name, index) => {
      const [of, first, count] = dateParts[name]
      const round = count !== null && cyclic === true
      if (Number.isNaN(time)) return round ? [0, 0] : [0]
      if (!round) return [(of(date) - means[index]) / deviations[index]]
      const angle = (2 * Math.PI * (of(date) - first)) / count
      return [Math.sin(angle), Math.cos(angle)]
    })
    return missing === true ? [...inputs, Number.isNaN(time) ? 1 : 0] : inputs
  },
`

/** What the steps are helped by. */
export const stepHelpers = `
function within(value, low, high) {
  return Math.max(low, Math.min(high, value))
}

function scaled(value, from, unit) {
  const distance = value - from
  return within(Number.isFinite(distance) ? distance / unit : value / unit - from / unit, -1e6, 1e6)
}

/** Zeros but for one place, none where it is negative. */
function oneOf(place, size, value = 1) {
  return Array.from({ length: size }, (_, index) => (index === place ? value : 0))
}

/** The share of training values below a value. */
function rank(value, quantiles) {
  if (Number.isNaN(value)) return NaN
  const last = quantiles.length - 1
  if (last < 0) return 0.5
  if (value <= quantiles[0]) return 0
  if (value >= quantiles[last]) return 1
  const above = quantiles.findIndex((each) => each >= value)
  const below = quantiles.findIndex((each) => each > value) - 1
  if (above <= below) return (above + below) / 2 / last
  const [low, high] = [quantiles[below], quantiles[above]]
  const far = !Number.isFinite(high - low)
  return (below + (far ? (value / 2 - low / 2) / (high / 2 - low / 2) : (value - low) / (high - low))) / last
}

const nearEnd = 1e-7

function normalRank(value, quantiles) {
  const most = normalQuantile(1 - (nearEnd - 2 ** -52))
  if (Number.isNaN(value)) return NaN
  if (value - nearEnd < quantiles[0]) return -most
  if (value + nearEnd > quantiles[quantiles.length - 1]) return most
  return within(normalQuantile(rank(value, quantiles)), -most, most)
}

/** Coefficients of Wichura's algorithm AS 241. */
const ratios = ${JSON.stringify(normalRatios)}

function normalQuantile(share) {
  const polynomial = (coefficients, at) => coefficients.reduceRight((sum, each) => sum * at + each, 0)
  const ratioAt = ([numerator, denominator], at) => polynomial(numerator, at) / polynomial(denominator, at)
  const centred = share - 0.5
  if (Math.abs(centred) <= 0.425) return centred * ratioAt(ratios.middle, 0.180625 - centred * centred)
  const root = Math.sqrt(-Math.log(Math.min(share, 1 - share)))
  if (root === Infinity) return centred < 0 ? -Infinity : Infinity
  const distance = root <= 5 ? ratioAt(ratios.tail, root - 1.6) : ratioAt(ratios.farTail, root - 5)
  return centred < 0 ? -distance : distance
}

/** MurmurHash3 x86 32 with seed 0 of the word's UTF-8 bytes, signed. */
function murmur3(word) {
  const bytes = new TextEncoder().encode(word)
  const byte = (at) => bytes[at] ?? 0
  const mixed = (block) => {
    const product = Math.imul(block, 0xcc9e2d51)
    return Math.imul((product << 15) | (product >>> 17), 0x1b873593)
  }
  const whole = bytes.length & ~3
  let hash = 0
  for (let at = 0; at < whole; at += 4) {
    hash ^= mixed(byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24))
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
  }
  if (bytes.length > whole) hash ^= mixed(byte(whole) | (byte(whole + 1) << 8) | (byte(whole + 2) << 16))
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The different words of a list: a JSON array, or words between separators, in brackets or not, quoted or not. */
function listed(cell, separator) {
  const text = (cell ?? '').trim()
  const bracketed = text.startsWith('[') && text.endsWith(']')
  const items = bracketed
    ? (jsonList(text) ?? text.slice(1, -1).split(','))
    : separator === ''
      ? [text]
      : text.split(separator)
  return new Set(items.map((item) => item.trim().replace(/^(['"])(.*)\\1$/, '$2')).filter((item) => item !== ''))
}

function jsonList(text) {
  try {
    return JSON.parse(text).filter((item) => item !== null && typeof item !== 'object').map(String)
  } catch {
    return null
  }
}

const unspaced = '\\\\p{Script=Han}\\\\p{Script=Hiragana}\\\\p{Script=Katakana}\\\\p{Script=Thai}ー'
const partsOfRun = new RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'gu')
const startsUnspaced = new RegExp('^[' + unspaced + ']', 'u')

/** Runs of letters and digits in small letters; where there are no blanks between words, all pairs of neighbours. */
function wordsOfText(text) {
  const runs = text.normalize('NFKC').toLowerCase().match(/[\\p{L}\\p{M}\\p{N}]+/gu) ?? []
  return runs.flatMap((run) =>
    run.match(partsOfRun).flatMap((part) => {
      const characters = [...part]
      if (!startsUnspaced.test(part) || characters.length === 1) return [part]
      return characters.slice(1).map((character, index) => characters[index] + character)
    }),
  )
}

/** Each part of a date, with its least value and how many there are where it comes round again. */
const dateParts = {
  year: [(date) => date.getUTCFullYear(), 0, null],
  quarter: [(date) => Math.floor(date.getUTCMonth() / 3) + 1, 1, 4],
  month: [(date) => date.getUTCMonth() + 1, 1, 12],
  day: [(date) => date.getUTCDate(), 1, 31],
  weekday: [(date) => date.getUTCDay() || 7, 1, 7],
  hour: [(date) => date.getUTCHours(), 0, 24],
}

/** Milliseconds since 1970 of an ISO 8601 date, in UTC unless it says otherwise; NaN for anything else. */
function isoTime(word) {
  const found =
    /^(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[T ](\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)?)?)?)?$/.exec(
      word.trim(),
    )
  if (found === null) return NaN
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)))
  if (hour > 24 || minute > 59 || second > 60) return NaN
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day)
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return NaN
  const zone = found[8] === undefined || found[8] === 'Z' ? '+00' : found[8]
  const digits = zone.slice(1).replace(':', '')
  const away = (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0))
  const parts = Math.round(1000 * Number('0.' + (found[7] ?? 0)))
  return midnight.getTime() + ((hour * 60 + minute - away) * 60 + second) * 1000 + parts
}
`
