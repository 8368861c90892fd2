// Networks for several targets: what templates draw for each, and drawn graphs held against the targets of the data set.
import { describe, expect, test } from 'vitest'
import { checkArchitecture, checkTemplate, fitGraph, madeUpFacts } from '../../main/engine/architectures'
import type { DatasetFacts, Graph, LayerNode } from '../../shared/records'
import type { Settings } from '../../shared/fields'

const facts: DatasetFacts = {
  ...madeUpFacts,
  alsoTargets: [
    { column: 'shop', goal: 'multiclass', classes: ['a', 'b', 'c'] },
    { column: 'spent', goal: 'regression', classes: [] },
  ],
}
const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => ({
  id,
  type,
  inputs,
  settings,
})
const codesOf = (graph: Graph, of = facts) =>
  checkArchitecture({ template: 'mlp', settings: {}, graph }, of).problems.map(({ code, layer }) => [code, layer])

describe('templates', () => {
  test('mlp shares its layers and has a head for each target', () => {
    const { graph, parameters, problems } = checkTemplate('mlp', { hidden: [16] }, facts)
    expect(problems).toEqual([])
    expect(graph.outputs).toEqual(['output', 'output2', 'output3'])
    const ends = graph.layers.filter(({ id }) => graph.outputs.includes(id)).map(({ settings }) => settings)
    expect(ends.map(({ units, activation }) => [units, activation])).toEqual([
      [1, 'sigmoid'],
      [3, 'softmax'],
      [1, 'linear'],
    ])
    expect(parameters).toBe((10 + 1) * 16 + 17 * (1 + 3 + 1))
  })

  test('mmoe has a gate, a tower and a head for each target, and one set of experts', () => {
    const { parameters, problems } = checkTemplate('mmoe', {}, facts)
    expect(problems).toEqual([])
    // Eight experts of 16 units; three gates without bias, three towers of 8; heads of 1, 3 and 1.
    expect(parameters).toBe(8 * (10 * 16 + 16) + 3 * (10 * 8 + (16 * 8 + 8)) + 9 * (1 + 3 + 1))
  })

  test('others say that they predict one', () => {
    const { problems, layers } = checkTemplate('linear', {}, facts)
    expect(problems.map(({ code }) => code)).toEqual(['architecture/one-target'])
    expect(problems[0]?.hint.en).toContain('Multi-layer perceptron')
    expect(layers.length).toBeGreaterThan(0)
    expect(checkTemplate('neuMf', {}, facts).problems.map(({ code }) => code)).toEqual(['architecture/one-target'])
  })
})

describe('drawn by hand', () => {
  const base = [node('in', 'input', [], { shape: [10] }), node('hidden', 'dense', ['in'], { units: 4 })]
  const first = node('click', 'dense', ['hidden'], { units: 1, activation: 'sigmoid' })
  const second = node('shopHead', 'dense', ['hidden'], { units: 3, activation: 'softmax' })
  const third = node('spentHead', 'dense', ['hidden'], { units: 1, activation: 'linear' })
  const whole: Graph = { layers: [...base, first, second, third], outputs: ['click', 'shopHead', 'spentHead'] }

  test('an output for each target, in their order, is right', () => {
    expect(codesOf(whole)).toEqual([])
    expect(codesOf({ ...whole, outputs: ['click', 'spentHead', 'shopHead'] })).toEqual([
      ['architecture/unfit-output', 'spentHead'],
      ['architecture/unfit-output', 'shopHead'],
    ])
  })

  test('too few and too many are told and mended', () => {
    const few: Graph = { layers: [...base, first], outputs: ['click'] }
    expect(codesOf(few)).toEqual([['architecture/few-outputs', 'click']])
    const [problem] = checkArchitecture({ template: 'mlp', settings: {}, graph: few }, facts).problems
    expect(problem?.remedies?.map(({ graph }) => codesOf(graph))).toEqual([[]])
    expect(fitGraph(few, facts).graph.outputs).toEqual(['click', 'output', 'output2'])
    expect(codesOf(whole, madeUpFacts)[0]).toEqual(['architecture/several-outputs', 'shopHead'])
    const more: Graph = { layers: [...whole.layers, { ...third, id: 'other' }], outputs: [...whole.outputs, 'other'] }
    expect(codesOf(more)).toEqual([['architecture/several-outputs', 'other']])
  })

  test('a head that does not suit its own target is mended by its own goal', () => {
    const wrong: Graph = {
      ...whole,
      layers: [...base, first, { ...second, settings: { units: 2, activation: 'softmax' } }, third],
    }
    const [problem] = checkArchitecture({ template: 'mlp', settings: {}, graph: wrong }, facts).problems
    expect(problem).toMatchObject({ code: 'architecture/unfit-output', layer: 'shopHead' })
    const mended = problem?.remedies?.[0]?.graph
    expect(mended && codesOf(mended)).toEqual([])
    expect(fitGraph(wrong, facts).graph.layers.find(({ id }) => id === 'shopHead')?.settings.units).toBe(3)
  })
})
