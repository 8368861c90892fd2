// The files beside a TF.js model: its preparation as data, code that applies it, an example that runs, and a page to read first.
import type { FittedStep, Preparation } from '../../../../shared/records'
import { recipeStep } from '../../datasets'
import type { FormatArgs } from '../format'
import { prepareSource } from './prepareSource'

/** File names and their contents. */
export function companions({ model, name }: FormatArgs): [string, string][] {
  const { preparation } = model
  return [
    ['preparation.json', JSON.stringify(preparation, null, 1)],
    ['prepare.js', prepareSource],
    [
      'package.json',
      JSON.stringify({ type: 'module', private: true, dependencies: { '@tensorflow/tfjs': '^4.22.0' } }, null, 2),
    ],
    ['example.js', exampleSource],
    ['example-row.json', JSON.stringify(exampleRow(preparation), null, 1)],
    ['README.txt', readme(name, preparation)],
  ]
}

/** A row that could have been in the table: typical numbers and frequent words, as [column, value] pairs. */
function exampleRow({ steps }: Preparation): [string, string | number | null][] {
  const columns = [...new Set(steps.map((step) => step.column))]
  return columns.map((column) => [column, exampleValue(steps.find((step) => step.column === column) as FittedStep)])
}

function exampleValue({ step, learnt }: FittedStep): string | number | null {
  if (step === 'dateParts') return '2024-05-31'
  if (Array.isArray(learnt.words)) return learnt.words[0] ?? null
  const value = learnt.no ?? learnt.word ?? learnt.fill ?? learnt.middle ?? learnt.mean ?? learnt.min ?? learnt.low
  if (typeof value === 'string' || typeof value === 'number') return value
  return recipeStep(step)?.takes === 'numbers' ? 0 : null
}

function readme(name: string, { facts, target }: Preparation): string {
  const answer = {
    binary: `the probability that "${target.column}" is "${facts.classes[1]}" (otherwise "${facts.classes[0]}")`,
    multiclass: `a probability for each value of "${target.column}": ${facts.classes.join(', ')}`,
    regression: `"${target.column}", standardised: value = output x ${target.deviation} + ${target.mean}`,
  }[facts.goal]
  return `${name}

A network trained with Netloom, as a TensorFlow.js layers model.

model.json, weights.bin  the network: ${facts.width} prepared numbers in; out comes ${answer}
preparation.json         what turns a row of the table into these numbers, learnt from the training rows
prepare.js               code without dependencies that applies it: prepareRow, prepareRows, decode
example.js               loads all of it and predicts the row in example-row.json

In Node:      npm install && node example.js
In a browser: serve this folder, load @tensorflow/tfjs as \`tf\`, then
  import { prepareRow, decode } from './prepare.js'
  const preparation = await (await fetch('preparation.json')).json()
  const model = await tf.loadLayersModel('model.json')
  const features = prepareRow(preparation, new Map([['column', 'value']]))
  const output = await model.predict(tf.tensor2d([features])).data()
  console.log(decode(preparation, output))

A row is a Map or a list of [column, value] pairs. A missing value is null; a word that the training rows did not have
counts as "other".
`
}

const exampleSource = `// Predicts the row in example-row.json. Run with: npm install && node example.js
import { readFile } from 'node:fs/promises'
import * as tf from '@tensorflow/tfjs'
import { decode, prepareRow } from './prepare.js'

const file = (name) => readFile(new URL(name, import.meta.url))
const json = async (name) => JSON.parse(await file(name))

const { modelTopology, weightsManifest } = await json('model.json')
const weights = await file('weights.bin')
const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength)
const weightSpecs = weightsManifest[0].weights
const model = await tf.loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) })

const preparation = await json('preparation.json')
const features = prepareRow(preparation, await json('example-row.json'))
const output = await model.predict(tf.tensor2d([features])).data()
console.log(JSON.stringify({ output: [...output], ...decode(preparation, output) }))
`
