// The kept model on disk: what was written comes back, and what is missing or cut short is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readModel, writeModel } from '../../main/engine/workspace/models'
import type { KeptModel } from '../../main/engine/workspace/models'
import { preparedFor } from './prepared'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netloom-model-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const model: KeptModel = {
  schemaVersion: 1,
  graph: { layers: [{ id: 'in', type: 'input', settings: { shape: [2] }, inputs: [] }], outputs: ['in'] },
  seed: 4,
  keptEpoch: 7,
  preparation: preparedFor('binary').preparation,
  weights: [
    { name: 'a/kernel', shape: [2, 1], values: Float32Array.of(1.5, -2.25) },
    { name: 'a/bias', shape: [1], values: Float32Array.of(1e-30) },
  ],
  testOutputs: Float32Array.of(0.25, 0.75),
}

test('comes back bit for bit', () => {
  writeModel(folder, model)
  expect(readModel(folder)).toEqual(model)
})

test('a folder without a model and a file that is cut short are errors', () => {
  expect(() => readModel(folder)).toThrow(expect.objectContaining({ code: 'run/no-model' }))
  writeModel(folder, model)
  const file = join(folder, 'model.nla')
  writeFileSync(file, readFileSync(file).subarray(0, -8))
  expect(() => readModel(folder)).toThrow(expect.objectContaining({ code: 'workspace/damaged-file' }))
})
