// Data that is larger than the limit streams from its file: the same numbers as from memory, to the bit, in a bounded memory.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { epochOrder } from '../../main/engine/training/order'
import { openSession } from '../../main/engine/training/session'
import type { SessionInput } from '../../main/engine/training/session'
import { openPrepared, writePrepared } from '../../main/engine/workspace/prepared'
import { withDefaults } from '../../shared/fields'
import type { Tier } from '../../shared/records'
import { factorisation, idRows, openTables, takeSteps } from './lookedNetworks'
import { preparedFor } from './prepared'

const prepared = preparedFor('multiclass', 2000, 6)
let folder = ''
let file = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-streaming-'))
  file = join(folder, 'prepared.nla')
  writePrepared(file, prepared)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Two epochs with a smaller last batch, and scores: every number that comes out. */
async function numbersOf(tier: Tier, rows: Pick<SessionInput, 'prepared' | 'features' | 'memoryLimit'>) {
  const network = withDefaults(templates.mlp.fields, { hidden: [8], dropout: 0.2 })
  const session = openSession(
    {
      ...rows,
      graph: templates.mlp.graph(network, prepared.preparation.facts),
      settings: trainingSettings({ batchSize: 64 }),
      ...{ seed: 4, wants: { gradientNorm: true, health: true }, start: null, now: () => 0 },
    },
    loadTensor(),
  )
  session.follow([{ tier, fromStep: 0 }])
  const numbers: number[][] = []
  for (const epoch of [1, 2]) {
    const order = epochOrder(session.data.rows.train, 4, epoch)
    const learningRates = new Float32Array(Math.ceil(order.length / 64)).fill(0.01)
    const { losses, gradientNorms, outputs, bad } = session.advance({ rows: order, batchSize: 64, learningRates })
    expect(bad).toBeNull()
    numbers.push([...losses], [...(gradientNorms ?? [])], [...(outputs ?? [])])
  }
  const { loss, outputs } = await session.evaluate(session.data.rows.test, () => Promise.resolve())
  const distributions = session.histograms().map(({ counts }) => [...counts])
  numbers.push([loss], [...(outputs ?? [])], ...session.weights().map((one) => [...one]), ...distributions)
  const streams = session.data.mostRows < Infinity
  session.dispose()
  return { numbers, streams }
}

describe.each(['eager', 'graph', 'xla'] as const)('on tier %s', (tier) => {
  test('losses, weights, predictions and distributions are those of rows in memory', async () => {
    const { numbers, streams } = await numbersOf(tier, { prepared })
    expect(streams).toBe(false)
    const opened = openPrepared(file)
    expect(opened.prepared.features).toHaveLength(0)
    const rows = { prepared: opened.prepared, features: opened.features }
    const loaded = await numbersOf(tier, { ...rows, memoryLimit: 1_000_000 })
    expect(loaded.streams).toBe(false)
    const streamed = await numbersOf(tier, { ...rows, memoryLimit: 10_000 })
    expect(streamed.streams).toBe(true)
    opened.close()
    expect(loaded.numbers).toEqual(numbers)
    expect(streamed.numbers).toEqual(numbers)
  })

  test('so they are with several inputs of ids', () => {
    const [graph, source] = [factorisation(50, 60, 4), idRows(300, [[1], [1]], [50, 60])]
    const results = [Infinity, 100].map((memoryLimit) => {
      const training = { optimizer: 'lazyAdam', batchSize: 32 }
      const session = openTables({ graph, source, training, tier, memoryLimit })
      expect(session.data.mostRows < Infinity).toBe(memoryLimit === 100)
      const { losses } = takeSteps(session, 300, 32, 0.1)
      const weights = session.weights()
      session.dispose()
      return { losses, weights }
    })
    expect(results[1]).toEqual(results[0])
  })
})

test('a step that is not finite is found in rows that stream, too', () => {
  const source = idRows(64, [[1], [1]], [9, 9])
  ;(source.targets[0]?.values as Float32Array)[40] = Infinity
  const training = { optimizer: 'sgd', batchSize: 8 }
  const session = openTables({ graph: factorisation(9, 9, 4), source, training, tier: 'graph', memoryLimit: 1 })
  const { bad } = takeSteps(session, 64, 8, 0.1)
  expect(bad?.step).toBe(5)
  expect(bad?.problem.message.en).toContain('the loss')
  session.dispose()
})

/** Has a process of its own write the file or train on it. */
function inChild(task: 'write' | 'train', large: string): string {
  const call = `streamingChild(${JSON.stringify(task)}, ${JSON.stringify(large)})`
  const code = `import('vite').then(async (vite) => (await vite.runnerImport('./tests/training/streamingChild.ts')).module.${call})`
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }
  return execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', env })
}

test('the memory of a run stays far below the size of its file', () => {
  const large = join(folder, 'large.nla')
  inChild('write', large)
  const { fileMb, grownMb, fine } = JSON.parse(inChild('train', large)) as Record<string, number | boolean>
  expect(fine).toBe(true)
  expect(fileMb).toBeGreaterThan(600)
  expect(grownMb).toBeLessThan(300)
})
