// @vitest-environment happy-dom
// The playground's page: its store on a bridge in memory, and the pure parts of its pictures and words.
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Dataset, PlayFrame, PlayRoom } from '../../shared/records'
import { connect } from '../../renderer/api'
import { followEngine } from '../../renderer/stores/follow'
import { usePlayground } from '../../renderer/stores/playground'
import { answerAt, placeAt, tintAt, unitAt, valueAt } from '../../renderer/views/playground/answers'
import { classColour, diverging } from '../../renderer/views/playground/colours'
import { columnsOf as numberColumns, movesOf, weightsOf } from '../../renderer/views/playground/numbers'
import { placesOf, widthOf } from '../../renderer/views/playground/places'
import { firstSource } from '../../renderer/views/playground/sources'
import { measuresOf } from '../../renderer/views/playground/told'
import { nameOfUnit, weighedBy } from '../../renderer/views/playground/units'
import { memoryBridge } from './memoryBridge'

const axis = (name: string) => ({ name, mean: 10, deviation: 2, from: -2, to: 2 })
const layer = { label: { en: 'l', zh: 'l' }, bias: null, kernel: null, from: [] as string[] }
const room: PlayRoom = {
  play: 'one',
  graph: { layers: [], outputs: ['output'] },
  goal: 'binary',
  classes: ['no', 'yes'],
  target: { name: 'label', mean: 0, deviation: 1 },
  axes: [axis('width'), axis('height')],
  points: { x: new Float32Array(0), y: new Float32Array(0), target: new Float32Array(0), part: new Uint8Array(0) },
  rows: { train: 6, validation: 2, test: 2, all: 10 },
  layers: [
    { ...layer, id: 'input', type: 'input', size: 2, shown: 2, column: 0 },
    { ...layer, id: 'hidden1', type: 'dense', size: 3, shown: 3, column: 1, from: ['input'], kernel: 0, bias: 1 },
    { ...layer, id: 'output', type: 'dense', size: 1, shown: 1, column: 2, from: ['hidden1'], kernel: 2, bias: 3 },
  ],
  weights: [
    { name: 'hidden1/kernel', shape: [2, 3] },
    { name: 'hidden1/bias', shape: [3] },
    { name: 'output/kernel', shape: [3, 1] },
    { name: 'output/bias', shape: [1] },
  ],
  ...{ parameters: 13, side: 5, unitSide: 1, width: 1 },
}

function frameAt(step: number, more: Partial<PlayFrame> = {}): PlayFrame {
  const measure = { loss: 1 / (step + 1), scores: { accuracy: 0.75 } }
  return {
    ...{ play: 'one', playing: false, epoch: 0, step, train: measure, validation: measure },
    surface: Float32Array.from({ length: 25 }, (_, place) => place / 24),
    units: [],
    weights: [[1, 2, 3, 4, 5, 6], [0, 0, step], [1, -1, 2], [0]].map((values) => Float32Array.from(values)),
    curve: [{ step, train: measure.loss, validation: measure.loss }],
    ...{ numbers: null, plainSum: null, problem: null },
    ...more,
  }
}

const say = (key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`.trim()

describe('the store', () => {
  const options = { toys: [], network: [], features: [], training: [] }
  const bridge = memoryBridge({})
  let undo: () => void
  beforeEach(() => {
    setActivePinia(createPinia())
    bridge.asked = []
    bridge.answers = {
      'playground.options': () => options,
      'playground.open': () => room,
      'playground.tell': () => null,
    }
    undo = followEngine(connect(bridge))
  })
  afterEach(() => undo())

  const words = () =>
    bridge.asked.flatMap(({ name, input }) => (name === 'playground.tell' ? [(input as { word: object }).word] : []))

  it('opens what is set up, tells its speed, and takes in one moment after another', async () => {
    const playground = usePlayground()
    await playground.load()
    await playground.open()
    expect(playground.stale).toBe(false)
    bridge.send({ name: 'playground.moved', payload: frameAt(0) })
    bridge.send({ name: 'playground.moved', payload: frameAt(4, { playing: true }) })
    bridge.send({ name: 'playground.moved', payload: { ...frameAt(9), play: 'another' } })
    expect(playground.frame?.step).toBe(4)
    expect(playground.playing).toBe(true)
    expect(playground.curve.map(({ step }) => step)).toEqual([0, 4])
    expect(playground.before?.[1]?.[2]).toBe(0)
    playground.leave()
    expect(words()).toEqual([{ kind: 'speed', stepsASecond: 100 }, { kind: 'pause' }])
  })

  it('keeps a moment that came before its room', async () => {
    const playground = usePlayground()
    bridge.answers['playground.open'] = () => {
      bridge.send({ name: 'playground.moved', payload: frameAt(0) })
      return room
    }
    await playground.open()
    expect(playground.frame?.step).toBe(0)
  })

  it('shows why it could not be opened, or ended, and is to be opened anew', async () => {
    const playground = usePlayground()
    await playground.open()
    const why = { en: 'gone', zh: 'gone' }
    const error = { code: 'run/worker-lost', message: why, hint: why, details: {}, bug: false }
    bridge.send({ name: 'playground.ended', payload: { play: 'one', error } })
    expect([playground.room, playground.error?.code, playground.stale]).toEqual([null, 'run/worker-lost', true])
  })

  it('changes rates without opening anew', async () => {
    const playground = usePlayground()
    await playground.open()
    playground.setRate({ learningRate: 0.5 })
    expect(playground.training).toMatchObject({ learningRate: 0.5 })
    expect(words().at(-1)).toEqual({ kind: 'rates', learningRate: 0.5 })
    expect(bridge.asked.filter(({ name }) => name === 'playground.open')).toHaveLength(1)
  })
})

describe('the surface', () => {
  it('is asked in the units of the columns', () => {
    expect(valueAt(room.axes[0], 0.5)).toBe(10)
    expect(placeAt(room, 6, 6)).toBe(0)
    expect(placeAt(room, 14, 6)).toBe(4)
    expect(placeAt(room, 10, 100)).toBe(22)
    expect(answerAt(room, frameAt(0), 12)).toBe('yes 0.50')
    expect(
      answerAt({ ...room, goal: 'regression', target: { name: 'y', mean: 3, deviation: 4 } }, frameAt(0), 24),
    ).toBe('7')
    const classes = { ...room, goal: 'multiclass' as const, classes: ['a', 'b', 'c'], width: 3 }
    const surface = Float32Array.from([0.125, 0.75, 0.125])
    expect(answerAt(classes, { ...frameAt(0), surface }, 0)).toBe('b 0.75')
    expect([0, 12, 24].map((place) => tintAt(room, frameAt(0).surface, place))).toEqual([-1, 0, 1])
  })

  it('of a unit is the nearest place of its coarser picture', () => {
    const units = [Float32Array.from({ length: 8 }, (_, place) => place)]
    const at = (place: number) => unitAt({ side: 6, unitSide: 2 }, { units }, { layer: 0, unit: 1, place })
    expect([at(0), at(2), at(3), at(17), at(18), at(35)]).toEqual([4, 4, 5, 5, 6, 7])
  })

  it('goes from orange to blue, and is paler where a class is less sure', () => {
    const [low, high] = [diverging(-1, false), diverging(1, false)]
    expect(low[0]).toBeGreaterThan(low[2])
    expect(high[2]).toBeGreaterThan(high[0])
    expect(diverging(7, true)).toEqual(diverging(1, true))
    expect(diverging(NaN, false)).toEqual(diverging(0, false))
    const strength = (share: number) => {
      const [red, , blue] = classColour([share, 1 - share], false)
      return blue - red
    }
    expect(strength(0.95)).toBeGreaterThan(strength(0.6))
  })
})

describe('the network', () => {
  it('has a column for each layer and a line for each weight', () => {
    const placed = placesOf(room)
    expect(placed.units).toHaveLength(6)
    expect(placed.lines).toHaveLength(9)
    expect(placed.lines[4]?.weight).toEqual({ at: 0, place: 4 })
    const [first, last] = [placed.units[0], placed.units.at(-1)]
    expect(last?.x).toBeGreaterThan(first?.x ?? NaN)
    expect(placesOf({ ...room, layers: [] })).toMatchObject({ width: 0, height: 0 })
  })

  it('draws a weight by its size among the others', () => {
    expect([widthOf(2, 2), widthOf(-1, 2), widthOf(0, 0), widthOf(NaN, 2)]).toEqual([5.5, 3, 0.5, 0.5])
  })

  it('tells what a unit weighs and how that moved', () => {
    const before = frameAt(0).weights
    const rows = weighedBy(room, { layer: 1, unit: 2 }, { frame: frameAt(3), before, t: say })
    expect(rows).toEqual([
      { name: 'width', value: 3, change: 0 },
      { name: 'height', value: 6, change: 0 },
      { name: '', value: 3, change: 3 },
    ])
    expect(weighedBy(room, { layer: 0, unit: 0 }, { frame: frameAt(3), before, t: say })).toEqual([])
    expect(nameOfUnit(room, { layer: 2, unit: 0 }, say)).toBe('output')
    expect(nameOfUnit(room, { layer: 1, unit: 0 }, say)).toBe('playground.unitOf hidden1 1')
  })
})

it('the numbers of a step are told row by row and weight by weight', () => {
  const value = (kind: 'output' | 'gradient' | 'weight', name: string, values: number[]) => {
    return { kind, name, shape: [values.length], values: Float32Array.from(values) }
  }
  const numbers = {
    ...{ step: 1, learningRate: 1, inputs: new Float32Array(4), targets: new Float32Array(2) },
    values: [
      value('output', 'hidden1', [1, 2, 3, 4, 5, 6]),
      value('output', 'output', [7, 8]),
      value('gradient', 'output/kernel', [1, 1, 1]),
      value('weight', 'output/kernel', [0, -2, 1]),
    ],
  }
  expect(numberColumns(numbers)).toEqual([
    { layer: 'hidden1', unit: 1, values: [1, 4] },
    { layer: 'hidden1', unit: 2, values: [2, 5] },
    { layer: 'hidden1', unit: 3, values: [3, 6] },
    { layer: 'output', unit: 0, values: [7, 8] },
  ])
  expect(weightsOf(room, frameAt(2), frameAt(1).weights)[8]).toEqual({
    weight: 'hidden1/bias',
    place: '3',
    value: 2,
    change: 1,
  })
  expect(movesOf(room, { ...frameAt(0), numbers }).map(({ place, before, after }) => [place, before, after])).toEqual([
    ['1 → 1', 1, 0],
    ['2 → 1', -1, -2],
    ['3 → 1', 2, 1],
  ])
})

it('the first columns that are taken are features, and the target its own', () => {
  const column = (name: string, type: string) => ({ name, type })
  const dataset = {
    id: 'd',
    columns: [column('id', 'number'), column('a', 'number'), column('b', 'number'), column('kind', 'category')],
    assignments: [
      { column: 'a', role: 'feature' },
      { column: 'b', role: 'feature' },
      { column: 'kind', role: 'target' },
    ],
  } as unknown as Dataset
  expect(firstSource('dataset', [dataset])).toEqual({ kind: 'dataset', dataset: 'd', x: 'a', y: 'b', target: 'kind' })
  expect(firstSource('dataset', [{ ...dataset, columns: dataset.columns.slice(0, 1) }])).toBeNull()
})

it('its state is told in a sentence', () => {
  expect(measuresOf(frameAt(3), say)).toBe(
    'playground.place 0 3 · playground.losses 0.250 0.250 · playground.right 75 %',
  )
})
