// The playground's pure parts: its network as a graph, what of it is drawn, the one sum that straight layers are, speed, and some rows of many.
import { describe, expect, it } from 'vitest'
import { check, checkArchitecture, madeUpFacts, playFields, playGraph } from '../../main/engine/architectures'
import {
  createPace,
  drawnLayers,
  plainSumOf,
  playTraining,
  playTrainingFields,
  someRows,
} from '../../main/engine/training/play'
import { checkTraining } from '../../main/engine/training'
import { drawnByHand } from '../../shared/records/graphSchema'
import { checkSettings, withDefaults } from '../../shared/fields'
import { preparedFor } from '../training/prepared'

const facts = { ...madeUpFacts, width: 2, inputs: ['x1', 'x2'] }
const graphFor = (settings = {}) => playGraph(withDefaults(playFields, settings), facts)

describe('the network', () => {
  it('is two numbers, hidden layers and a head: 2-4-4-1 has 12 + 20 + 5 parameters', () => {
    const { parameters, problems } = check(graphFor())
    expect(problems).toEqual([])
    expect(parameters).toBe(37)
  })

  it('can be given squares and the product as well: five inputs to three units are 18 parameters, and 4 behind', () => {
    const graph = graphFor({ features: ['product', 'x1', 'x2Squared', 'x1Squared', 'x2'], hidden: [3] })
    const checked = checkArchitecture({ template: drawnByHand, settings: {}, graph }, facts)
    expect(checked.problems).toEqual([])
    expect(checked.parameters).toBe(22)
    expect(graph.layers.find(({ id }) => id === 'features')?.inputs).toEqual([
      'x1',
      'x2',
      'x1Squared',
      'x2Squared',
      'product',
    ])
  })

  it('a single input needs nothing to be put together, and names that there are not are passed over', () => {
    const graph = graphFor({ features: ['x2Squared', 'cosine'], hidden: [] })
    expect(graph.layers.map(({ id, inputs }) => [id, inputs.join()])).toEqual([
      ['input', ''],
      ['x2', 'input'],
      ['x2Squared', 'x2'],
      ['output', 'x2Squared'],
    ])
    expect(check(graph).parameters).toBe(2)
  })

  it('says what is wrong with too many or too wide layers', () => {
    const codes = checkSettings(playFields, withDefaults(playFields, { hidden: [17] })).map(({ path }) => path)
    expect(codes).toEqual(['hidden'])
  })
})

describe('what is drawn', () => {
  it('is every layer with weights and what feeds it, from left to right, with its kernel', () => {
    const graph = graphFor({ features: ['x1', 'product'], hidden: [3] })
    const weights = ['hidden1/kernel', 'hidden1/bias', 'output/kernel', 'output/bias'].map((name) => ({
      name,
    })) as never
    expect(
      drawnLayers({ graph, weights }).map(({ id, size, column, from, kernel, bias }) => [
        id,
        size,
        column,
        from.join(),
        kernel,
        bias,
      ]),
    ).toEqual([
      ['features', 2, 0, '', null, null],
      ['hidden1', 3, 1, 'features', 0, 1],
      ['output', 1, 2, 'hidden1', 2, 3],
    ])
  })
})

describe('straight layers in a row', () => {
  const specs = ['hidden1/kernel', 'hidden1/bias', 'output/kernel', 'output/bias'].map((name) => ({ name })) as never
  // (x1, x2) -> (x1 + 2 x2 + 1, 3 x1 - x2 - 1) -> 2 a - b + 0.5 = -x1 + 5 x2 + 3.5, by hand.
  const weights = [[1, 3, 2, -1], [1, -1], [2, -1], [0.5]].map((values) => Float32Array.from(values))

  it('are one weighted sum', () => {
    const graph = graphFor({ hidden: [2], activation: 'linear' })
    expect(plainSumOf({ graph, weights: specs }, weights)).toEqual({ weights: [-1, 5], bias: 3.5 })
  })

  it('bent ones are none', () => {
    expect(plainSumOf({ graph: graphFor({ hidden: [2] }), weights: specs }, weights)).toBeNull()
    const squared = graphFor({ features: ['x1Squared'], hidden: [], activation: 'linear' })
    expect(plainSumOf({ graph: squared, weights: specs }, weights)).toBeNull()
  })
})

describe('speed', () => {
  it('lets as many steps be due as the time allows, and none while it is paused', () => {
    const pace = createPace()
    pace.set(10, 0)
    expect(pace.due(1000, 50)).toBe(0)
    expect(pace.wait(1000)).toBe(Infinity)
    pace.play(1000)
    expect(pace.due(1050, 50)).toBe(0)
    expect(pace.wait(1050)).toBeCloseTo(50, 6)
    expect(pace.due(1350, 50)).toBe(3)
    pace.pause()
    expect(pace.due(9000, 50)).toBe(0)
    pace.play(9000)
    expect(pace.due(9100, 50)).toBe(1)
  })

  it('does not make up for what it could not keep up with', () => {
    const pace = createPace()
    pace.set(1000, 0)
    pace.play(0)
    expect(pace.due(1000, 20)).toBe(20)
    expect(pace.due(1010, 20)).toBe(10)
  })

  it('without one takes all that it can at once', () => {
    const pace = createPace()
    pace.set(null, 0)
    pace.play(0)
    expect([pace.due(0, 64), pace.wait(0)]).toEqual([64, 0])
  })
})

describe('training settings', () => {
  it('are those of every run, with values that suit few rows; others are not looked at', () => {
    expect(playTrainingFields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['batchSize', 'optimizer', 'learningRate', 'momentum']),
    )
    const settings = playTraining({ optimizer: 'sgd', schedule: 'cosine', epochs: 7 })
    expect(settings).toMatchObject({ optimizer: 'sgd', batchSize: 10, learningRate: 0.03, schedule: 'constant' })
    expect(checkTraining(settings, 'binary')).toEqual([])
  })
})

describe('some rows of many', () => {
  const prepared = preparedFor('binary', 200, 2)

  it('are of each part its share, with their own numbers, the same for a seed', () => {
    const some = someRows(prepared, 50, 1)
    const count = (code: number) => some.part.filter((part) => part === code).length
    expect([count(0), count(1), count(2)]).toEqual([30, 10, 10])
    for (const [place, row] of some.row.entries())
      expect([some.features[place * 2], some.target[place]]).toEqual([prepared.features[row * 2], prepared.target[row]])
    expect(someRows(prepared, 50, 1)).toEqual(some)
    expect(someRows(prepared, 50, 2)).not.toEqual(some)
  })

  it('are all of them where they are few', () => {
    expect(someRows(prepared, 200, 1)).toBe(prepared)
  })
})
