// A drawn graph is made to fit a data set: inputs, tables of codes, last layer; and it is said what was done.
import { describe, expect, test } from 'vitest'
import { checkArchitecture, fitGraph, madeUpFacts } from '../../main/engine/architectures'
import { drawnByHand } from '../../shared/records'
import type { DatasetFacts, Graph, LayerNode } from '../../shared/records'
import type { Settings } from '../../shared/fields'

const layer = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => {
  return { id, type, settings, inputs }
}
const problemsOf = (graph: Graph, facts: DatasetFacts) =>
  checkArchitecture({ template: drawnByHand, settings: {}, graph }, facts).problems
const settingsOf = ({ layers }: Graph, id: string) => layers.find((one) => one.id === id)?.settings

const twoUsers: Graph = {
  layers: [
    layer('who', 'input', [], { shape: [1], dtype: 'int32' }),
    layer('what', 'input', [], { shape: [1], dtype: 'int32' }),
    layer('users', 'embedding', ['who'], { entries: 3, width: 4 }),
    layer('items', 'embedding', ['what'], { entries: 3, width: 4 }),
    layer('score', 'dot', ['users', 'items']),
  ],
  outputs: ['score'],
}
const ratings: DatasetFacts = {
  ...madeUpFacts,
  ...{ goal: 'regression', width: 0, inputs: [], classes: [] },
  blocks: [
    { name: 'user', shape: [1], kind: 'codes', size: 944 },
    { name: 'item', shape: [1], kind: 'codes', size: 1683 },
    { name: 'features', shape: [2], kind: 'numbers' },
  ],
}

describe('fit to a data set', () => {
  test('names inputs like the blocks, gives tables an entry a code, and adds the last layer', () => {
    const { graph, said } = fitGraph(twoUsers, ratings)
    expect(graph.layers.slice(0, 2).map(({ id }) => id)).toEqual(['user', 'item'])
    expect([settingsOf(graph, 'users')?.entries, settingsOf(graph, 'items')?.entries]).toEqual([944, 1683])
    expect(graph.layers.find(({ id }) => id === graph.outputs[0])).toMatchObject({
      type: 'dense',
      settings: { units: 1, activation: 'linear' },
    })
    expect(said.map(({ en }) => en)).toEqual([
      'Let the input "who" read "user".',
      'Let the input "what" read "item".',
      'Nothing reads "features" of the data set.',
      'Gave "users" 944 entries, one for each code.',
      'Gave "items" 1683 entries, one for each code.',
      'Added an output layer behind "score".',
    ])
    for (const { zh } of said) expect(zh).toMatch(/[一-鿿]/)
    expect(problemsOf(graph, ratings)).toEqual([])
  })

  test('changes nothing the second time', () => {
    const { graph } = fitGraph(twoUsers, ratings)
    const again = fitGraph(graph, { ...ratings, blocks: ratings.blocks?.slice(0, 2) ?? [] })
    expect(again).toEqual({ graph, said: [] })
  })

  test('one table takes one input, in the axes that the input has', () => {
    const graph: Graph = {
      layers: [
        layer('left', 'input', [], { shape: [6, 1] }),
        layer('right', 'input', [], { shape: [6, 1] }),
        layer('sum', 'add', ['left', 'right']),
        layer('flat', 'flatten', ['sum']),
        layer('out', 'dense', ['flat'], { units: 7, activation: 'relu' }),
      ],
      outputs: ['out'],
    }
    const facts: DatasetFacts = { ...madeUpFacts, goal: 'multiclass', classes: ['a', 'b', 'c'] }
    const fit = fitGraph(graph, facts)
    expect(settingsOf(fit.graph, 'left')?.shape).toEqual([10, 1])
    expect(fit.graph.layers.find(({ id }) => id === 'sum')?.inputs).toEqual(['left', 'left'])
    expect(settingsOf(fit.graph, 'out')).toEqual({ units: 3, activation: 'softmax' })
    expect(fit.said).toHaveLength(3)
    expect(problemsOf(fit.graph, facts)).toEqual([])
  })

  test('an input that the data set has nothing for is said and left', () => {
    const graph: Graph = { ...twoUsers, layers: [...twoUsers.layers, layer('third', 'input', [], { dtype: 'int32' })] }
    const { said } = fitGraph(graph, ratings)
    expect(said.map(({ en }) => en)).toContain('The data set has nothing for the input "third".')
  })

  test('a name that a layer already has is freed for the input', () => {
    const graph: Graph = { ...twoUsers, layers: [...twoUsers.layers, layer('user', 'flatten', ['users'])] }
    const fit = fitGraph(graph, ratings)
    expect(fit.graph.layers.map(({ id }) => id)).toContain('userLayer')
    expect(problemsOf(fit.graph, ratings).map(({ code }) => code)).toEqual(['architecture/leads-nowhere'])
  })
})
