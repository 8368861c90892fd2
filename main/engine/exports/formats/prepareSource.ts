// The text of prepare.js, which goes out with a model: it applies preparation.json to rows without any dependency.
import { numberSteps, stepHelpers, wordSteps } from './prepareSteps'

export const prepareSource = `// Applies preparation.json, learnt from the training rows, to rows of the table; made by Netloom, free of dependencies.

const missingTokens = ['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'Null', '?', '#N/A', '<NA>', '\\\\N']

/** What each step makes of one value: one or more numbers, of which the next step takes the first. */
const numberSteps = {${numberSteps}}
const wordSteps = {${wordSteps}}

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
    let outputs = [cell(values.get(column), Object.hasOwn(wordSteps, fitted[0].step))]
    for (const { step, learnt } of fitted) {
      const known = Object.hasOwn(wordSteps, step) ? wordSteps : numberSteps
      if (!Object.hasOwn(known, step)) throw new Error('The preparation step "' + step + '" is not known.')
      outputs = [...known[step](outputs[0], learnt), ...outputs.slice(1)]
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

/** A value as the steps take it: a number with NaN for missing, or a word with null for missing. */
function cell(value, asWord) {
  const text = value === null || value === undefined ? '' : String(value).trim()
  const missing = missingTokens.includes(text)
  if (asWord) return missing ? null : /^[+-]?\\d+\\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
  const number = missing ? NaN : Number(text)
  return Number.isFinite(number) ? number : NaN
}
${stepHelpers}`
