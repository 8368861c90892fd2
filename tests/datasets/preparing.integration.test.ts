// Columns prepared otherwise than proposed, dates, texts, weights and balanced classes, through the host's own requests.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import { readPrepared } from '../../main/engine/workspace'
import { createRandom } from '../../shared/numbers/random'
import { openTestHost, type TestHost } from '../helpers/testHost'
import { trainMlp } from '../training/training'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

/** Sold follows from the month; a quarter of the rows is. */
const lines = Array.from({ length: 120 }, (_, row) => {
  const month = 1 + (row % 12)
  const date = `${2020 + (row % 5)}-${String(month).padStart(2, '0')}-0${1 + (row % 9)}`
  const cells = [date, row % 3 === 0 ? 'good, cheap' : 'bad and dear', `city ${row % 7}`, 1 + (row % 11)]
  return [...cells.map((cell) => `"${cell}"`), month <= 3 ? 'yes' : 'no'].join(';')
})
const table = `when;said;city;counts;sold\n${lines.join('\n')}\n`

describe('preparing', () => {
  it('takes dates and texts as inputs, chosen steps, weights and balanced classes', async () => {
    const path = join(test.folder, 'sales.csv')
    writeFileSync(path, table)
    const { id: dataset } = await test.host.ask('datasets.import', { path })
    await test.host.ask('datasets.update', {
      dataset,
      types: [
        { column: 'said', type: 'text' },
        { column: 'counts', type: 'number' },
      ],
      roles: [
        ...['when', 'said', 'city'].map((column) => ({ column, role: 'feature' as const })),
        { column: 'counts', role: 'weight' },
        { column: 'sold', role: 'target' },
      ],
      sampling: { kind: 'over', seed: 3 },
    })
    const steps = [{ step: 'targetEncode', settings: { folds: 3 } }]
    await test.host.ask('recipes.prepare', { dataset, preparation: [{ column: 'city', steps }] })
    const { readiness, problems } = await test.host.ask('datasets.check', { dataset })
    expect(problems.map(({ code, severity }) => [code, severity])).toContainEqual(['dataset/rows-repeated', 'note'])
    expect(readiness.uses).toContainEqual({
      column: 'city',
      use: { en: 'Prepared by: mean target of a word.', zh: '预处理：目标编码。' },
    })
    const words = ['bad', 'and', 'dear', 'good', 'cheap']
    expect(new Set(readiness.facts?.inputs)).toEqual(
      new Set([
        ...['when year', 'when month sin', 'when month cos', 'when weekday sin', 'when weekday cos'],
        ...words.map((word) => `said: ${word}`),
        'city (target)',
      ]),
    )
    const folder = join(test.folder, 'workspace', 'prepared')
    const [prepared] = readdirSync(folder).map((file) => readPrepared(join(folder, file)))
    if (prepared === undefined) throw new Error('no arrays')
    const { part, target, weight, row } = prepared
    const training = [...part.keys()].filter((at) => part[at] === 0)
    expect(training.filter((at) => target[at] === 1)).toHaveLength(training.length / 2)
    expect(training.map((at) => weight?.[at])).toEqual(training.map((at) => 1 + ((row[at] as number) % 11)))
  })

  it('goes back to rows as they are', async () => {
    const [dataset] = await test.host.ask('datasets.list', {})
    if (dataset === undefined) throw new Error('no data set')
    await test.host.ask('datasets.update', { dataset: dataset.id, sampling: { kind: 'none', seed: 0 } })
    const { problems, readiness } = await test.host.ask('datasets.check', { dataset: dataset.id })
    expect(problems.filter(({ code }) => code === 'dataset/rows-repeated')).toEqual([])
    const { train = 0, validation = 0, test: tested = 0 } = readiness.facts?.counts ?? {}
    expect(train + validation + tested).toBe(120)
  })
})

describe('row weights', () => {
  const random = createRandom(4)
  const sizes = Array.from({ length: 300 }, () => random.next() * 2 - 1)
  /** Two of three training rows say the opposite of what is so. */
  const lies = (row: number) => row < 180 && row % 3 !== 0

  async function accuracyWith(weights: number[]): Promise<number> {
    const columns: ColumnValues[] = [
      { kind: 'words', name: 'y', values: sizes.map((size, row) => (size > 0 !== lies(row) ? 'yes' : 'no')) },
      { kind: 'numbers', name: 'x', values: Float64Array.from(sizes) },
      { kind: 'numbers', name: 'w', values: Float64Array.from(weights) },
      { kind: 'words', name: 'p', values: sizes.map((_, row) => (row < 180 ? 'train' : row < 240 ? 'valid' : 'test')) },
    ]
    const { prepared } = prepare(columns, {
      table: 'x',
      columns: [
        { name: 'y', type: 'boolean', role: 'target' },
        { name: 'x', type: 'number', role: 'feature' },
        { name: 'w', type: 'number', role: 'weight' },
        { name: 'p', type: 'category', role: 'ignore' },
      ],
      split: { kind: 'given', settings: { column: 'p' } },
    })
    if (prepared === null) throw new Error('not prepared')
    const training = { epochs: 20, batchSize: 30, learningRate: 0.02, keep: 'last' }
    const { outcome } = await trainMlp({ prepared, network: { hidden: [8] }, training })
    return outcome.scores.test.accuracy ?? NaN
  }

  it('decide what is learnt: rows of weight 0 teach nothing', async () => {
    expect(await accuracyWith(sizes.map((_, row) => (lies(row) ? 0 : 1)))).toBeGreaterThan(0.9)
    expect(await accuracyWith(sizes.map(() => 1))).toBeLessThan(0.3)
  })
})
