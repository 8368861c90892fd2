// Weights of foreign files: with them our networks give what Keras and TensorFlow.js give on the same rows, whatever the file's format.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { build, check } from '../../main/engine/architectures'
import { readModelFile } from '../../main/engine/exports/foreign/readModelFile'
import { loadTensor } from '../../main/engine/tensor'
import { readWeights } from '../../main/engine/workspace'
import type { Graph } from '../../shared/records'

const tf = loadTensor()
const folder = fileURLToPath(new URL('../fixtures/foreign', import.meta.url))
const room = mkdtempSync(join(tmpdir(), 'netloom-weights-'))
afterAll(() => rmSync(room, { recursive: true }))

interface Listed {
  shape: number[]
  values: number[]
}
interface Expected {
  parameters: number
  inputs: Record<string, Listed>
  outputs: Record<string, Listed>
}

const expectedOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.outputs.json`), 'utf8')) as Expected

const imported = (file: string) =>
  readModelFile(join(folder, file), {
    folder: room,
    temporaryFolder: tmpdir(),
    signal: new AbortController().signal,
    progress: () => undefined,
  })

/** The outputs of our own network with the kept weights, in the order of the graph. */
function outputsOf(graph: Graph, hash: string, inputs: Expected['inputs']): Listed[] {
  const weights = readWeights(join(room, `${hash}.nla`))
  const network = build(graph, { tf, seed: 1 })
  const outputs: Listed[] = []
  tf.tidy(() => {
    const pass = network.run({
      weights: network.weights.map(({ name, shape }) => {
        const found = weights.find((weight) => weight.name === name)
        return tf.tensor(found?.values ?? new Float32Array(), shape)
      }),
      inputs: network.inputs.map(({ id, dtype }) => {
        const { values, shape } = inputs[id] ?? (Object.values(inputs)[0] as Listed)
        return tf.tensor(values, shape, dtype)
      }),
      training: false,
      step: null,
    })
    outputs.push(...pass.outputs.map((output) => ({ shape: output.shape, values: [...output.dataSync()] })))
  })
  return outputs
}

const largest = (a: Listed, b: Listed) =>
  Math.max(...a.values.map((value, index) => Math.abs(value - (b.values[index] ?? NaN))))

describe.each([
  ['whole', 'whole.keras'],
  ['whole', 'whole.h5'],
  ['whole', 'whole/model.json'],
  ['attentive', 'attentive.keras'],
  ['attentive', 'attentive.h5'],
  ['hard', 'hard/model.json'],
  ['old', 'old.keras'],
  ['old', 'old.h5'],
])('%s out of %s', (name, file) => {
  test('has all of its weights, and the outputs of its own program', async () => {
    const { parameters, inputs, outputs } = expectedOf(name)
    const { graph, found, weights, said } = await imported(file)
    expect(said).toEqual([])
    expect(found).toMatchObject({ parameters, unknown: [], withoutWeights: [] })
    expect(check(graph).problems).toEqual([])
    expect(weights?.parameters).toBe(parameters)
    expect(existsSync(join(room, `${weights?.hash}.nla`))).toBe(true)
    const ours = outputsOf(graph, weights?.hash ?? '', inputs)
    const theirs = Object.values(outputs)
    expect(ours.map(({ shape }) => shape)).toEqual(theirs.map(({ shape }) => shape))
    for (const [index, output] of theirs.entries()) {
      expect(largest(output, ours[index] as Listed), graph.outputs[index]).toBeLessThan(1e-5)
    }
  })
})

test('the same weights in three formats are one file', async () => {
  const all = await Promise.all(['whole.keras', 'whole.h5', 'whole/model.json'].map(imported))
  expect(new Set(all.map(({ weights }) => weights?.hash)).size).toBe(1)
})

test('the JSON of the same model is the same network without weights', async () => {
  const [plain, whole] = [await imported('whole.json'), await imported('whole.keras')]
  expect(plain.weights).toBeNull()
  expect(plain.found.withoutWeights).toBeNull()
  expect(plain.graph).toEqual(whole.graph)
})

test('layers in models, layers that are called twice, both directions and heads have theirs once', async () => {
  const { weights, found } = await imported('mixed.keras')
  expect(weights?.parameters).toBe(708)
  expect(found.withoutWeights).toEqual([])
  const layers = ['both', 'each', 'encoder/dense', 'first', 'heads', 'second', 'table']
  expect([...(weights?.layers ?? [])].sort()).toEqual(layers)
})
