// Shapes and costs by arithmetic. Parameter counts by hand: (10 + 1) x 16 + (16 + 1) x 1 = 193.
import { describe, expect, test } from 'vitest'
import { check, checkTemplate, madeUpFacts, templateInfos } from '../../main/engine/architectures'
import type { Graph, LayerNode } from '../../shared/records'

const input: LayerNode = { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] }
const dense = (id: string, from: string, settings = {}): LayerNode => ({ id, type: 'dense', settings, inputs: [from] })
const graph = (layers: LayerNode[], outputs = [layers[layers.length - 1]?.id ?? '']): Graph => ({ layers, outputs })

describe('the multi-layer perceptron', () => {
  test('has 193 parameters and 176 multiply-adds on ten inputs', () => {
    const result = checkTemplate('mlp', { hidden: [16] })
    expect(result.problems).toEqual([])
    expect(result.parameters).toBe(193)
    expect(result.trainableParameters).toBe(193)
    expect(result.multiplyAdds).toBe(10 * 16 + 16)
    expect(result.layers.map((layer) => layer.outputShape)).toEqual([[10], [16], [1]])
  })

  test('fits its head to the goal', () => {
    const classes = ['Adelie', 'Chinstrap', 'Gentoo']
    const head = (facts: Parameters<typeof checkTemplate>[2]) => {
      const { graph } = checkTemplate('mlp', {}, facts)
      return graph.layers[graph.layers.length - 1]?.settings
    }
    expect(head(madeUpFacts)).toMatchObject({ units: 1, activation: 'sigmoid' })
    expect(head({ ...madeUpFacts, goal: 'multiclass', classes })).toMatchObject({ units: 3, activation: 'softmax' })
    expect(head({ ...madeUpFacts, goal: 'regression', classes: [] })).toMatchObject({ units: 1, activation: 'linear' })
  })

  test('without hidden layers is a linear model of 11 parameters', () => {
    expect(checkTemplate('mlp', { hidden: [] }).parameters).toBe(11)
  })

  test('counts moving statistics as parameters that are not trained', () => {
    const result = checkTemplate('mlp', { hidden: [16], batchNormalisation: true, dropout: 0.2 })
    expect(result.parameters).toBe(193 + 4 * 16)
    expect(result.trainableParameters).toBe(193 + 2 * 16)
  })

  test('names the setting that is out of range', () => {
    const { problems, layers } = checkTemplate('mlp', { hidden: [0], dropout: 0.95 })
    expect(problems.map((problem) => problem.path)).toEqual(['hidden', 'dropout'])
    expect(layers).toEqual([])
  })

  test('is listed with its form', () => {
    expect(templateInfos().map((info) => info.name)).toContain('mlp')
  })
})

const circle = [dense('a', 'b'), dense('b', 'a')]
test.each<[string, string, Graph]>([
  ['architecture/unknown-layer', 'x', graph([input, { ...dense('x', 'in'), type: 'constructor' }])],
  ['architecture/duplicate-id', 'in', graph([input, { ...input }])],
  ['architecture/unknown-input', 'd', graph([input, dense('d', '__proto__')])],
  ['architecture/unknown-input', 'nowhere', graph([input], ['nowhere'])],
  ['architecture/wrong-inputs', 'd', graph([input, { ...dense('d', 'in'), inputs: ['in', 'in'] }])],
  ['architecture/cycle', 'a', graph([input, ...circle], ['b'])],
  ['architecture/shape-mismatch', 'd', graph([input, { ...dense('d', 'in'), type: 'conv1d' }])],
  ['architecture/no-output', '', graph([input], [])],
  ['settings/bad-value', 'd.units', graph([input, dense('d', 'in', { units: 1.5 })])],
  ['settings/unknown-name', 'd.colour', graph([input, dense('d', 'in', { colour: 'red' })])],
])('%s names "%s"', (code, path, wrong) => {
  const problems = check(wrong).problems.map((problem) => ({ code: problem.code, path: problem.path }))
  expect(problems).toContainEqual({ code, path })
})

test('an unknown template is a problem', () => {
  expect(checkTemplate('toString', {}).problems[0]).toMatchObject({ code: 'architecture/unknown-template' })
})

test('layers may be listed in any order', () => {
  const result = check(graph([dense('d', 'in', { units: 3 }), input], ['d']))
  expect(result.problems).toEqual([])
  expect(result.layers.map((layer) => layer.id)).toEqual(['in', 'd'])
  expect(result.parameters).toBe(15)
})
