// The text of prepare.js, which goes out with a model: it applies preparation.json to rows without any dependency.

export const prepareSource = `// Applies preparation.json, learnt from the training rows, to rows of the table; made by Netloom, free of dependencies.

const missingTokens = ['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'Null', '?']

/** What each step makes of one value: one or more numbers, of which the next step takes the first. */
const steps = {
  impute: (value, learnt) => {
    const missing = Number.isNaN(value)
    const filled = missing ? learnt.fill : value
    return learnt.flag === true ? [filled, missing ? 1 : 0] : [filled]
  },
  standardise: (value, learnt) => [within((value - learnt.mean) / learnt.deviation, -1e6, 1e6)],
  minMax: (value, { min, span, clip }) => [clip === true ? within((value - min) / span, 0, 1) : (value - min) / span],
  robust: (value, learnt) => [(value - learnt.middle) / learnt.span],
  log: (value) => [Math.sign(value) * Math.log1p(Math.abs(value))],
  winsorise: (value, { low, high }) => [low === null || high === null ? value : within(value, low, high)],
  bins: (value, { edges }) => {
    const place = edges.filter((edge) => edge <= value).length
    return Array.from({ length: edges.length + 1 }, (_, bin) => (bin === place && !Number.isNaN(value) ? 1 : 0))
  },
  encode: (word, learnt) => {
    const other = learnt.words.length
    const size = other + (learnt.missing === true ? 2 : 1)
    const found = learnt.words.indexOf(word)
    const place = word === null ? size - 1 : found < 0 ? other : found
    return Array.from({ length: size }, (_, index) => (index === place ? 1 : 0))
  },
  flag: (word, learnt) => [word !== null && word === learnt.yes ? 1 : word !== null && word === learnt.no ? 0 : learnt.fill],
}
const takesWords = ['encode', 'flag']

/**
 * The network's input for one row, a Float32Array. The row is a Map or a list of [column, value] pairs;
 * values are numbers, texts, true, false, or null for missing. Throws when a column that the network needs is not there.
 */
export function prepareRow(preparation, row) {
  const values = new Map(row)
  const columns = new Map()
  for (const step of preparation.steps) columns.set(step.column, [...(columns.get(step.column) ?? []), step])
  const features = []
  for (const [column, fitted] of columns) {
    if (!values.has(column)) throw new Error('The row has no column "' + column + '", which the network needs.')
    let outputs = [cell(values.get(column), takesWords.includes(fitted[0].step))]
    for (const { step, learnt } of fitted) {
      if (!Object.hasOwn(steps, step)) throw new Error('The preparation step "' + step + '" is not known.')
      outputs = [...steps[step](outputs[0], learnt), ...outputs.slice(1)]
    }
    features.push(...outputs)
  }
  return Float32Array.from(features)
}

/** The network's input for many rows, one behind another. */
export function prepareRows(preparation, rows) {
  const { width } = preparation.facts
  const features = new Float32Array(rows.length * width)
  rows.forEach((row, index) => features.set(prepareRow(preparation, row), index * width))
  return features
}

/** What the network's output for one row means: { value } or { value, probability, probabilities }. */
export function decode(preparation, output) {
  const { goal, classes, mean, deviation } = preparation.target
  if (goal === 'regression') return { value: output[0] * deviation + mean }
  const shares = goal === 'binary' ? [1 - output[0], output[0]] : Array.from(output)
  let best = goal === 'binary' && output[0] >= 0.5 ? 1 : 0
  if (goal !== 'binary') shares.forEach((share, code) => (best = share > shares[best] ? code : best))
  const probabilities = classes.map((name, code) => [name, shares[code]])
  return { value: classes[best], probability: shares[best], probabilities }
}

function within(value, low, high) {
  return Math.max(low, Math.min(high, value))
}

/** A value as the steps take it: a number with NaN for missing, or a word with null for missing. */
function cell(value, asWord) {
  const text = value === null || value === undefined ? '' : String(value).trim()
  const missing = missingTokens.includes(text)
  if (asWord) return missing ? null : /^[+-]?\\d+\\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
  const number = missing ? NaN : Number(text)
  return Number.isFinite(number) ? number : NaN
}
`
