// A foreign model through the host and its worker: it becomes an architecture, is checked, and is shown as code.
import { copyFileSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readModel } from '../../main/engine/workspace'
import type { Architecture } from '../../shared/records'
import { openTestHost, root, type TestHost } from '../helpers/testHost'

const models = join(root, 'tests/fixtures/foreign')
let place: TestHost
beforeAll(async () => {
  place = await openTestHost('inProcess')
})
afterAll(() => place.remove())

test('a .keras file becomes an architecture that can be built', async () => {
  const { architecture, said, found } = await place.host.ask('architectures.import', {
    path: join(models, 'mixed.keras'),
  })
  expect(said).toEqual([])
  expect(found).toMatchObject({ parameters: 708, unknown: [], withoutWeights: [] })
  expect(architecture).toMatchObject({ name: 'mixed', template: 'drawn' })
  const {
    id: _id,
    name: _name,
    createdAt: _created,
    updatedAt: _updated,
    version: _version,
    weights: _weights,
    ...draft
  } = architecture
  const checked = await place.host.ask('architectures.check', draft)
  expect(checked.parameters).toBe(708)
  const { text, fileName } = await place.host.ask('architectures.code', { ...draft, language: 'python' })
  expect(fileName).toBe('model.py')
  expect(text).toContain('layers.Bidirectional(layers.LSTM(4')
})

test('a model with a placeholder is kept, and has no code', async () => {
  const { architecture } = await place.host.ask('architectures.import', { path: join(models, 'lambda.json') })
  const { template, settings, graph } = architecture
  const draft = { template, settings, ...(graph === undefined ? {} : { graph }) }
  await expect(place.host.ask('architectures.code', { ...draft, language: 'typescript' })).rejects.toMatchObject({
    code: 'architecture/not-valid',
  })
  const listed = await place.host.ask('architectures.list', {})
  expect(listed.map(({ id }) => id)).toContain(architecture.id)
})

test('what is no model is refused, and nothing is kept', async () => {
  const before = await place.host.ask('architectures.list', {})
  const asked = place.host.ask('architectures.import', { path: join(models, 'make.py') })
  await expect(asked).rejects.toMatchObject({ code: 'architecture/not-readable' })
  expect(await place.host.ask('architectures.list', {})).toEqual(before)
})

describe('weights', () => {
  const hidden = { kernel: Float32Array.of(0.5, -0.25, 1, 0.75, 2, -1), bias: Float32Array.of(0.1, 0.2, 0.3) }
  let architecture: Architecture
  const workspace = () => join(place.folder, 'workspace')
  const kept = () => join(workspace(), 'weights', `${architecture.weights?.hash}.nla`)

  beforeAll(async () => {
    const folder = join(place.folder, 'purchase')
    mkdirSync(folder)
    const dense = (name: string, units: number, activation: string, more = {}) => ({
      class_name: 'Dense',
      config: { name, units, activation, ...more },
    })
    const layers = [dense('hidden', 3, 'tanh', { batch_input_shape: [null, 2] }), dense('output', 1, 'sigmoid')]
    const numbers = [hidden.kernel, hidden.bias, Float32Array.of(1, 2, 3), Float32Array.of(0)]
    const names = ['hidden/kernel', 'hidden/bias', 'output/kernel', 'output/bias']
    const shapes = [[2, 3], [3], [3, 1], [1]]
    const weights = names.map((name, index) => ({ name, shape: shapes[index], dtype: 'float32' }))
    const model = {
      modelTopology: { class_name: 'Sequential', config: { layers } },
      weightsManifest: [{ paths: ['weights.bin'], weights }],
    }
    writeFileSync(join(folder, 'model.json'), JSON.stringify(model))
    writeFileSync(join(folder, 'weights.bin'), Buffer.concat(numbers.map(({ buffer }) => Buffer.from(buffer))))
    const imported = await place.host.ask('architectures.import', { path: join(folder, 'model.json') })
    architecture = imported.architecture
  })

  test('are kept in the workspace with the architecture, which is called after the folder of its model.json', () => {
    expect(architecture.name).toBe('purchase')
    expect(architecture.weights).toMatchObject({ file: 'model.json', parameters: 13, layers: ['hidden', 'output'] })
    expect(existsSync(kept())).toBe(true)
  })

  test('stay with it when it is drawn anew', async () => {
    const { id, template, settings, graph } = architecture
    const draft = { template, settings, ...(graph === undefined ? {} : { graph }) }
    const saved = await place.host.ask('architectures.save', { architecture: id, name: 'Again', ...draft })
    expect(saved).toMatchObject({ name: 'Again', version: 2, weights: architecture.weights })
  })

  test('are what a run begins with, and frozen layers keep them', async () => {
    const table = join(place.folder, 'points.csv')
    const rows = Array.from({ length: 80 }, (_, i) => `${Math.sin(i)},${Math.cos(i)},${i % 3 === 0 ? 'yes' : 'no'}`)
    writeFileSync(table, `x,y,label\n${rows.join('\n')}\n`)
    const dataset = await place.host.ask('datasets.import', { path: table })
    const work = { dataset: dataset.id, architectures: [architecture.id], seeds: [1] }
    const training = { epochs: 2, batchSize: 16, freeze: ['hidden'] }
    const [run] = await place.host.ask('runs.launch', { ...work, training, startFrom: architecture.id })
    expect(run?.start).toEqual({ weights: architecture.weights?.hash, name: 'Again' })
    await place.host.whenIdle()
    const ended = await place.host.ask('runs.get', { run: run?.id ?? '' })
    expect(ended.status).toBe('finished')
    const weights = readModel(join(workspace(), 'models', ended.id)).weights
    expect(weights.map(({ name }) => name)).toEqual(['hidden/kernel', 'hidden/bias', 'output/kernel', 'output/bias'])
    expect(weights[0]?.values).toEqual(hidden.kernel)
    expect(weights[1]?.values).toEqual(hidden.bias)
    expect(weights[2]?.values).not.toEqual(Float32Array.of(1, 2, 3))
    const log = await place.host.ask('runs.log', { run: ended.id })
    expect(log.map(({ line }) => line)).toContain('4 of 4 weights begin with those of Again')
  })

  test('are freed when no record names them', async () => {
    const stray = kept().replace(/[0-9a-f]{64}/, 'a'.repeat(64))
    copyFileSync(kept(), stray)
    const then = new Date(Date.now() - 7_200_000)
    for (const file of [kept(), stray]) utimesSync(file, then, then)
    await place.host.ask('workspace.freeSpace', {})
    expect([existsSync(kept()), existsSync(stray)]).toEqual([true, false])
  })

  test('that are gone are said before anything is made', async () => {
    const [dataset] = await place.host.ask('datasets.list', {})
    rmSync(kept())
    const work = { dataset: dataset?.id ?? '', architectures: [architecture.id], seeds: [2], training: { epochs: 1 } }
    const asked = place.host.ask('runs.launch', { ...work, startFrom: architecture.id })
    await expect(asked).rejects.toMatchObject({ code: 'architecture/no-weights' })
    expect(await place.host.ask('runs.list', {})).toHaveLength(1)
  })
})
