// Networks with an output for each target: trained together as apart where they share nothing, alike on all tiers, and through the whole program.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { readModel, readPrepared, writePrepared } from '../../main/engine/workspace'
import { createRandom } from '../../shared/numbers/random'
import { defaultsOf } from '../../shared/fields'
import type { Graph, LayerNode, Run } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { expectAlike, epochOf, opened } from '../conformance/tiers'
import { openTestHost } from '../helpers/testHost'
import type { TestHost } from '../helpers/testHost'
import { alone, preparedWithTargets } from './severalTargets'
import { trainMlp } from './training'

const tf = loadTensor()
const tensors = tf.memory().numTensors
const prepared = preparedWithTargets()
const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => ({
  id,
  type,
  inputs,
  settings,
})
const heads: LayerNode[] = [
  node('yes', 'dense', ['in'], { units: 1, activation: 'sigmoid' }),
  node('kind', 'dense', ['in'], { units: 3, activation: 'softmax' }),
  node('amount', 'dense', ['in'], { units: 1, activation: 'linear' }),
]
/** Heads right behind the input: nothing is shared. */
const apart = (which: number[]): Graph => {
  const chosen = which.map((at) => heads[at] as LayerNode)
  return { layers: [node('in', 'input', [], { shape: [4] }), ...chosen], outputs: chosen.map(({ id }) => id) }
}

describe('three targets at once', () => {
  test('are learnt as each alone, at the rate that its weight says, with its own class weights', () => {
    const training = { optimizer: 'sgd', classWeights: 'balanced', targetWeights: ['kind=2', 'amount=0.5'] }
    const after = (trial: Parameters<typeof opened>[0], learningRate: number) => {
      const session = opened(trial)
      const { losses } = session.advance(epochOf(session, { ...trial, learningRate }, 1))
      const weights = Object.fromEntries(session.network.weights.map(({ name }, at) => [name, session.weights()[at]]))
      session.dispose()
      return { losses, weights }
    }
    const together = after({ graph: apart([0, 1, 2]), prepared, training }, 0.1)
    const each = [1, 2, 0.5].map((weight, at) => {
      const own = { optimizer: 'sgd', classWeights: 'balanced' }
      return { weight, ...after({ graph: apart([at]), prepared: alone(prepared, at), training: own }, 0.1 * weight) }
    })
    for (const { weights } of each) {
      for (const [name, values] of Object.entries(weights)) {
        values?.forEach((value, at) => expect(together.weights[name]?.[at], name).toBeCloseTo(value, 5))
      }
    }
    const sum = each.reduce((total, { weight, losses }) => total + weight * (losses[0] ?? NaN), 0)
    expect(together.losses[0]).toBeCloseTo(sum, 5)
  })

  test.each(['mlp', 'mmoe'] as const)('%s gives the same on all tiers', async (name) => {
    const { fields, graph } = templates[name]
    const settings = { ...defaultsOf([...fields]), hidden: [6] }
    const trial = { graph: graph(settings, prepared.preparation.facts), prepared, training: { optimizer: 'sgd' } }
    const numbers = await expectAlike(trial, 3)
    // Five numbers a row of three outputs: kept, and so measured.
    expect(numbers.predictions).toHaveLength(prepared.part.filter((code) => code === 2).length * 5 + 1)
  })

  test('are measured each by its own metrics, at the end and by epoch', async () => {
    const { outcome, series, model } = await trainMlp({
      prepared,
      training: { epochs: 30, learningRate: 0.02, tier: 'graph' },
    })
    const { test: scores } = outcome.scores
    expect(scores.auc).toBeGreaterThan(0.95)
    expect(scores['accuracy@kind']).toBeGreaterThan(0.8)
    // The deviation of the target is 2.
    expect(scores['rmse@amount']).toBeLessThan(1)
    expect(scores).not.toHaveProperty('rmse')
    const [loss, ...own] = ['loss', 'loss@y', 'loss@kind', 'loss@amount'].map(
      (name) => series[`${name}/validation`]?.at(-1) ?? NaN,
    )
    expect(own.reduce((sum, one) => sum + one, 0)).toBeCloseTo(loss ?? NaN, 5)
    expect(series['accuracy@kind/train']).toHaveLength(30)
    expect(model.preparation.alsoTargets?.map(({ column }) => column)).toEqual(['kind', 'amount'])
  })

  afterAll(() => expect(tf.memory().numTensors).toBe(tensors))
})

describe('through the whole program', () => {
  let host: TestHost
  let run: Run
  beforeAll(async () => {
    host = await openTestHost('inProcess')
    run = await launched(host)
  })
  afterAll(() => host.remove())

  test('a run on a table with three targets has their metrics, and prepared data that are read as they were written', () => {
    expect(run.protocol).toMatchObject({ goal: 'binary', target: 'bought', alsoTargets: ['shop', 'spent'] })
    expect(run.outcome?.scores.test).toHaveProperty('rmse@spent')
    expect(run.outcome?.scores.test['accuracy@shop']).toBeGreaterThan(0.5)
    const file = join(host.folder, 'again.nla')
    writePrepared(file, prepared)
    expect(readPrepared(file).alsoTargets).toEqual(prepared.alsoTargets)
  })

  test('is refused weights of other columns, and a template for one target', async () => {
    const asked = { dataset: run.dataset.id, architectures: [run.architecture.id], training: {}, seeds: [1] }
    await expect(
      host.host.ask('runs.launch', { ...asked, training: { targetWeights: ['sold=2'] } }),
    ).rejects.toMatchObject({
      code: 'run/bad-settings',
      details: { problems: [{ code: 'run/bad-target-weight' }] },
    })
    const { id } = await host.host.ask('architectures.save', { name: 'Line', template: 'linear', settings: {} })
    await expect(host.host.ask('runs.launch', { ...asked, architectures: [id] })).rejects.toMatchObject({
      details: { problems: [{ code: 'architecture/one-target' }] },
    })
  })

  test('goes into a bundle and out of it, and not to TensorFlow.js yet', async () => {
    const file = join(host.folder, 'run.netloom')
    await host.host.ask('bundles.write', { runs: [run.id], file })
    const away = await openTestHost('inProcess')
    try {
      await away.host.ask('bundles.open', { file })
      const [opened_] = await away.host.ask('runs.list', {})
      expect(opened_?.facts.alsoTargets).toEqual(run.facts.alsoTargets)
      const kept = readModel(join(away.folder, 'workspace', 'models', run.id))
      expect(kept.preparation.alsoTargets).toHaveLength(2)
      const { runs } = await away.host.ask('comparisons.compare', { runs: [run.id] })
      expect(runs[0]?.metrics.map(({ metric }) => metric)).toContain('rmse@spent')
    } finally {
      away.remove()
    }
    const folder = join(host.folder, 'exported')
    await expect(host.host.ask('exports.write', { run: run.id, format: 'tfjs', folder })).rejects.toMatchObject({
      code: 'export/several-targets',
    })
  })
})

async function launched({ host, folder, until, events }: TestHost): Promise<Run> {
  const random = createRandom(3)
  const lines = Array.from({ length: 200 }, () => {
    const [a, b] = [random.next() * 2 - 1, random.next() * 2 - 1]
    return [
      a.toFixed(4),
      b.toFixed(4),
      a + b > 0 ? 'yes' : 'no',
      a > 0.3 ? 'x' : b > 0 ? 'y' : 'z',
      (10 * a - b).toFixed(4),
    ].join(',')
  })
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'table.csv')
  writeFileSync(path, ['a,b,bought,shop,spent', ...lines].join('\n'))
  const { id } = await host.ask('datasets.import', { path })
  await host.ask('datasets.update', {
    dataset: id,
    roles: [
      { column: 'a', role: 'feature' },
      { column: 'b', role: 'feature' },
      { column: 'bought', role: 'target' },
      { column: 'shop', role: 'alsoTarget' },
      { column: 'spent', role: 'alsoTarget' },
    ],
  })
  const { id: network } = await host.ask('architectures.save', {
    name: 'Net',
    template: 'mlp',
    settings: { hidden: [12] },
  })
  const training = { epochs: 20, learningRate: 0.01, targetWeights: ['spent=0.5'] }
  const [run] = await host.ask('runs.launch', { dataset: id, architectures: [network], training, seeds: [1] })
  return until(() => {
    const last = events.findLast((one) => one.name === 'runs.changed' && one.payload.id === run?.id)
    if (last?.name !== 'runs.changed') return undefined
    if (last.payload.status === 'failed') throw new Error(last.payload.reason?.message.en)
    return last.payload.status === 'finished' && last.payload
  })
}
