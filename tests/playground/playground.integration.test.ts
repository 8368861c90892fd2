// The playground through a real host and worker: what it shows is what a plain calculation gives, and what it becomes as a run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlayFrame, PlayRoom, PlaySetup, PlayWord } from '../../shared/records'
import { readModel, readPrepared } from '../../main/engine/workspace'
import { pathsOf } from '../../main/engine/workspace/paths'
import { preparedToy, toys } from '../../main/engine/datasets'
import { openTestHost } from '../helpers/testHost'
import type { TestHost } from '../helpers/testHost'
import { join } from 'node:path'

let test: TestHost
let room: PlayRoom
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const ask: TestHost['host']['ask'] = (name, input) => test.host.ask(name, input)
const circle = { kind: 'toy', toy: 'circle', settings: { points: 40, noise: 0 } } as const

async function open(setup: Partial<PlaySetup>): Promise<PlayRoom> {
  test.events.length = 0
  const network: PlaySetup['network'] = { kind: 'form', settings: { hidden: [3] } }
  room = await ask('playground.open', { source: circle, network, training: {}, seed: 5, ...setup })
  return room
}

const tell = (word: PlayWord) => ask('playground.tell', { play: room.play, word })

/** The first moment of the open playground that is as wanted. */
function moment(isWanted: (frame: PlayFrame) => boolean): Promise<PlayFrame> {
  return test.until(() => {
    for (const event of test.events) {
      if (event.name === 'playground.moved' && event.payload.play === room.play && isWanted(event.payload))
        return event.payload
    }
    return undefined
  })
}

describe('a network of two, two and one', () => {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const settings = { hidden: [2], activation: 'tanh' }

  it('shows every number of the step to come, as a plain calculation gives them', async () => {
    await open({
      source: { kind: 'toy', toy: 'truthTable', settings: {} },
      network: { kind: 'form', settings },
      training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 4 },
    })
    await tell({ kind: 'numbers', shown: true })
    const { weights, numbers } = await moment(({ numbers }) => numbers !== null)
    const [kernel = [], bias = [], out = [], last = []] = weights.map((values) => [...values])
    const inputs = [...(numbers?.inputs ?? [])]
    const targets = [...(numbers?.targets ?? [])]
    // Forth: h = tanh(x K + b), y = sigmoid(h V + c); loss: mean cross-entropy. And back, by the chain rule.
    const rows = targets.map((target, row) => {
      const x = inputs.slice(row * 2, row * 2 + 2) as [number, number]
      const h = [0, 1].map((unit) =>
        Math.tanh(x[0] * (kernel[unit] ?? 0) + x[1] * (kernel[2 + unit] ?? 0) + (bias[unit] ?? 0)),
      )
      const y = sigmoid((h[0] ?? 0) * (out[0] ?? 0) + (h[1] ?? 0) * (out[1] ?? 0) + (last[0] ?? 0))
      const delta = (y - target) / 4
      const back = h.map((value, unit) => delta * (out[unit] ?? 0) * (1 - value * value))
      return { x, h, y, delta, back, loss: -Math.log(target === 1 ? y : 1 - y) / 4 }
    })
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
    const expected: Record<string, number[]> = {
      'output hidden1': rows.flatMap(({ h }) => h),
      'output output': rows.map(({ y }) => y),
      'loss ': [sum(({ loss }) => loss)],
      'gradient output/bias': [sum(({ delta }) => delta)],
      'gradient output/kernel': [0, 1].map((unit) => sum(({ h, delta }) => (h[unit] ?? 0) * delta)),
      'gradient hidden1/bias': [0, 1].map((unit) => sum(({ back }) => back[unit] ?? 0)),
      'gradient hidden1/kernel': [0, 1].flatMap((from) =>
        [0, 1].map((unit) => sum(({ x, back }) => (x[from] ?? 0) * (back[unit] ?? 0))),
      ),
    }
    const seen = Object.fromEntries(
      (numbers?.values ?? []).map(({ kind, name, values }) => [`${kind} ${name}`, values]),
    )
    for (const [name, values] of Object.entries(expected)) {
      expect(seen[name], name).toHaveLength(values.length)
      values.forEach((value, index) => expect(seen[name]?.[index], name).toBeCloseTo(value, 5))
    }
    // w - rate x gradient, which is what the step then leaves.
    await tell({ kind: 'step', steps: 1 })
    const after = await moment(({ step }) => step === 1)
    after.weights.forEach((values, index) => {
      const name = room.weights[index]?.name ?? ''
      values.forEach((value, place) => {
        const moved = (weights[index]?.[place] ?? NaN) - 0.5 * (seen[`gradient ${name}`]?.[place] ?? NaN)
        expect(value, name).toBeCloseTo(moved, 6)
        expect(value, name).toBeCloseTo(seen[`weight ${name}`]?.[place] ?? NaN, 6)
      })
    })
  })

  it('cannot learn exclusive or with straight layers, and is one weighted sum', async () => {
    await open({
      source: { kind: 'toy', toy: 'truthTable', settings: {} },
      network: { kind: 'form', settings: { ...settings, activation: 'linear' } },
      training: { optimizer: 'sgd', learningRate: 0.5, batchSize: 4 },
    })
    await tell({ kind: 'step', steps: 400 })
    const { train, plainSum } = await moment(({ step }) => step === 400)
    expect(train.loss).toBeCloseTo(Math.LN2, 3)
    expect(Math.abs(plainSum?.weights[0] ?? NaN)).toBeLessThan(0.1)
  })
})

describe('what it shows', () => {
  it('is the network over the whole picture: at a point of the grid, what its weights come to', async () => {
    await open({ network: { kind: 'form', settings: { hidden: [] } } })
    const { surface, units, weights } = await moment(() => true)
    expect(room.layers.map(({ id, size }) => [id, size])).toEqual([
      ['input', 2],
      ['output', 1],
    ])
    const [x, y] = room.axes
    const { side, unitSide } = room
    const [column, line] = [10, 43]
    const at = (axis: typeof x, place: number) => axis.from + ((axis.to - axis.from) * place) / (side - 1)
    const [w = [], b = []] = weights.map((values) => [...values])
    const z = at(x, column) * (w[0] ?? NaN) + at(y, line) * (w[1] ?? NaN) + (b[0] ?? NaN)
    expect(surface[line * side + column]).toBeCloseTo(1 / (1 + Math.exp(-z)), 5)
    expect(units[1]?.[14 * unitSide + 3]).toBe(surface[line * side + column])
    expect(units[0]?.[3]).toBeCloseTo(at(x, column), 5)
  })

  it('is made of sines where they are asked for', async () => {
    await open({ network: { kind: 'form', settings: { features: ['x1Sine'], hidden: [] } } })
    const { surface, weights } = await moment(() => true)
    const [x] = room.axes
    const [w = NaN, b = NaN] = weights.map((values) => values[0])
    const z = w * Math.sin(3 * (x.from + ((x.to - x.from) * 7) / (room.side - 1))) + b
    expect(surface[7]).toBeCloseTo(1 / (1 + Math.exp(-z)), 5)
  })

  it('is that of any layers: units of a recurrent one too', async () => {
    const saved = await ask('architectures.save', { name: 'R', template: 'simpleRnn', settings: { units: [3] } })
    await open({ network: { kind: 'architecture', architecture: saved.id } })
    await tell({ kind: 'step', steps: 1 })
    const { units } = await moment(({ step }) => step === 1)
    const at = room.layers.findIndex(({ type }) => type === 'simpleRnn')
    expect(room.layers[at]).toMatchObject({ size: 3, kernel: null })
    expect(units[at]).toHaveLength(3 * room.unitSide ** 2)
    expect(units[at]?.every((value) => Math.abs(value) <= 1)).toBe(true)
  })

  it('plays until it is paused, changes rates on the way, and says so', async () => {
    await open({})
    await tell({ kind: 'speed', stepsASecond: 30 })
    await tell({ kind: 'play' })
    await moment(({ playing, step }) => playing && step > 3)
    await tell({ kind: 'rates', learningRate: 0.01, batchSize: 20 })
    await tell({ kind: 'pause' })
    const { step, train } = await moment(({ playing, step }) => !playing && step > 3)
    expect(Number.isFinite(train.loss)).toBe(true)
    test.events.length = 0
    await tell({ kind: 'step', steps: 2 })
    expect((await moment(() => true)).step).toBe(step + 2)
    const { run, said } = await ask('playground.keep', { play: room.play })
    expect(said.map(({ en }) => en).join()).toContain('was changed after step')
    expect(run.training).toMatchObject({ learningRate: 0.01, batchSize: 20 })
    await test.host.whenIdle()
  })

  it('tells of a loss that is not finite, and goes no further', async () => {
    const training = { optimizer: 'sgd', learningRate: 100, batchSize: 40 }
    await open({
      source: { kind: 'toy', toy: 'plane', settings: { points: 40 } },
      training,
      network: { kind: 'form', settings: { hidden: [] } },
    })
    await tell({ kind: 'step', steps: 2000 })
    const { problem, playing } = await moment(({ problem }) => problem !== null)
    expect(problem?.code).toBe('run/diverged')
    expect(playing).toBe(false)
  })
})

describe('kept as a run', () => {
  const paths = () => pathsOf(join(test.folder, 'workspace'), '')

  it('takes the same steps: its losses and its weights are those of the playground, bit for bit', async () => {
    await open({})
    const frames: PlayFrame[] = []
    for (const epochs of [1, 2]) {
      await tell({ kind: 'epoch' })
      frames.push(await moment(({ epoch }) => epoch === epochs))
    }
    await tell({ kind: 'step', steps: 1 })
    const last = await moment(({ step }) => step === (frames[1]?.step ?? NaN) + 1)
    const { dataset, architecture, run, said } = await ask('playground.keep', { play: room.play })
    expect(said).toEqual([])
    expect(architecture.graph).toEqual(room.graph)
    await test.host.whenIdle()
    const finished = await ask('runs.get', { run: run.id })
    expect(finished).toMatchObject({ status: 'finished', stepsDone: last.step, dataset: { id: dataset.id } })
    const [series] = await ask('runs.series', { run: run.id, names: ['loss/validation'] })
    expect([...(series?.values ?? [])].slice(0, 2)).toEqual(frames.map(({ validation }) => validation.loss))
    const kept = readModel(paths().modelFolder(run.id)).weights
    expect(kept.map(({ name }) => name)).toEqual(room.weights.map(({ name }) => name))
    expect(kept.map(({ values }) => [...values])).toEqual(last.weights.map((values) => [...values]))
    const { preparation: _, ...arrays } = readPrepared(paths().preparedFile(finished.prepared))
    const { preparation: __, ...played } = preparedToy(toys.circle, circle.settings)
    expect(arrays).toEqual(played)
  })

  it('is kept once it has been played', async () => {
    await open({})
    await expect(ask('playground.keep', { play: room.play })).rejects.toMatchObject({
      code: 'playground/nothing-played',
    })
  })
})

describe("one's own data", () => {
  const columns = { x: 'bill_length_mm', y: 'flipper_length_mm', target: 'species' }

  it('is played by two of its columns and a saved network, and kept as a data set that has just these', async () => {
    const { id: dataset } = await ask('datasets.importSample', { sample: 'penguins' })
    const saved = await ask('architectures.save', { name: 'Small', template: 'mlp', settings: { hidden: [4] } })
    const source = { kind: 'dataset', dataset, ...columns } as const
    await open({ source, network: { kind: 'architecture', architecture: saved.id } })
    expect(room.classes).toHaveLength(3)
    expect(room.axes.map(({ name }) => name)).toEqual([columns.x, columns.y])
    expect(room.axes[1].mean).toBeGreaterThan(190)
    await tell({ kind: 'epoch' })
    const { surface, validation } = await moment(({ epoch }) => epoch === 1)
    expect(surface).toHaveLength(room.side ** 2 * 3)
    expect(validation.scores.accuracy).toBeGreaterThan(0)
    const kept = await ask('playground.keep', { play: room.play, name: 'Played' })
    expect(kept.architecture.id).toBe(saved.id)
    expect(kept.run.facts.inputs).toEqual([columns.x, columns.y])
    expect(kept.dataset.table).toBe((await ask('datasets.list', {})).find(({ id }) => id === dataset)?.table)
    await open({
      source: { ...source, dataset: kept.dataset.id },
      network: { kind: 'architecture', architecture: saved.id },
    })
    await tell({ kind: 'step', steps: 1 })
    await moment(({ step }) => step === 1)
    expect((await ask('playground.keep', { play: room.play })).dataset.id).toBe(kept.dataset.id)
    await test.host.whenIdle()
    const source2 = { ...source, target: 'sex', y: 'species' }
    await expect(open({ source: source2 })).rejects.toMatchObject({ code: 'playground/two-columns' })
  })
})

describe('what cannot be played', () => {
  const form = (settings: object) => ({ network: { kind: 'form', settings } }) as unknown as Partial<PlaySetup>
  const toy = (name: string, settings = {}) => ({ source: { kind: 'toy', toy: name, settings } }) as Partial<PlaySetup>

  it.each([
    ['playground/unknown-toy', () => toy('moons')],
    ['playground/bad-setup', () => toy('circle', { points: 1 })],
    ['playground/bad-setup', () => form({ hidden: [99] })],
    ['run/bad-settings', () => ({ training: { learningRate: -1 } })],
  ])('%s', async (code, setup) => {
    await expect(open(setup())).rejects.toMatchObject({ code })
  })

  it('a network that is too large, or that reads something else', async () => {
    const large = await ask('architectures.save', { name: 'L', template: 'mlp', settings: { hidden: [200, 200] } })
    const other = await ask('architectures.save', { name: 'O', template: 'sasRec', settings: {} })
    const open1 = (architecture: string) => open({ network: { kind: 'architecture', architecture } })
    await expect(open1(large.id)).rejects.toMatchObject({ code: 'playground/too-large' })
    await expect(open1(other.id)).rejects.toMatchObject({ code: 'architecture/not-valid' })
  })

  it('a target of many classes', async () => {
    const { id: dataset } = await ask('datasets.importSample', { sample: 'penguins' })
    await ask('datasets.update', { dataset, types: [{ column: 'body_mass_g', type: 'category' }] })
    const source = { kind: 'dataset', dataset, x: 'bill_length_mm', y: 'year', target: 'body_mass_g' } as const
    await expect(open({ source })).rejects.toMatchObject({ code: 'playground/many-classes' })
  })

  it('a playground that was closed, or whose page is gone, is told nothing', async () => {
    await open({})
    await ask('playground.close', {})
    await expect(tell({ kind: 'play' })).rejects.toMatchObject({ code: 'playground/not-open' })
    await open({})
    test.host.pageLeft()
    await expect(tell({ kind: 'play' })).rejects.toMatchObject({ code: 'playground/not-open' })
  })
})
