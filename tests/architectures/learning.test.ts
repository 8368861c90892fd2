// Which networks learn more of a history than its target: told from the layers, and only where the layers behind can take it.
import { describe, expect, test } from 'vitest'
import { learningOf, templates } from '../../main/engine/architectures'
import { madeUpFor } from '../../main/engine/architectures/template'
import { defaultsOf } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'

const drawn = (name: keyof typeof templates, settings: Settings = {}): Graph => {
  const { fields, graph } = templates[name]
  return graph({ ...defaultsOf([...fields]), ...settings }, madeUpFor('histories'))
}
const kindOf = (graph: Graph): string | undefined => learningOf(graph)?.kind

test.each<[keyof typeof templates, Settings, string | undefined]>([
  ['sasRec', {}, 'nextSteps'],
  ['sasRec', { everyStep: false }, undefined],
  ['gru4Rec', {}, 'nextSteps'],
  ['gru4Rec', { units: [8, 4] }, 'nextSteps'],
  ['gru4Rec', { everyStep: false }, undefined],
  ['bert4Rec', {}, 'hiddenSteps'],
  ['bert4Rec', { hiddenShare: 0 }, undefined],
  ['autoRec', {}, 'itself'],
  ['multVae', {}, 'itself'],
  ['multVae', { rebuilt: false }, undefined],
  ['narm', {}, undefined],
  ['caser', {}, undefined],
])('%s with %j learns %s', (name, settings, kind) => {
  expect(kindOf(drawn(name, settings))).toBe(kind)
})

describe('drawn by hand', () => {
  const node = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => {
    return { id, type, inputs, settings }
  }
  const read = [
    node('sequence', 'input', [], { shape: [6], dtype: 'int32' }),
    node('user', 'input', [], { shape: [1], dtype: 'int32' }),
    node('items', 'embedding', ['sequence'], { entries: 9, width: 4, maskZero: true }),
    node('owner', 'flatten', ['userRow']),
    node('userRow', 'embedding', ['user'], { entries: 5, width: 4 }),
    node('states', 'gru', ['items'], { units: 4, returnSequences: true }),
    node('last', 'lastStep', ['states'], { everyStep: true }),
  ]
  const graph = (...layers: LayerNode[]): Graph => ({ layers: [...read, ...layers], outputs: ['out'] })
  const out = (from: string) => node('out', 'dense', [from], { units: 9, activation: 'softmax' })

  test('layers that work on each step by itself are behind the last one', () => {
    expect(
      kindOf(graph(node('norm', 'layerNormalisation', ['last']), node('wide', 'dense', ['norm']), out('wide'))),
    ).toBe('nextSteps')
  })

  test('what stands beside the last step has no place beside every one: then the last alone is learnt', () => {
    expect(kindOf(graph(node('both', 'concatenate', ['last', 'owner']), out('both')))).toBeUndefined()
  })

  test('what lays all steps behind one another would need other weights', () => {
    expect(kindOf(graph(node('flat', 'flatten', ['last']), out('flat')))).toBeUndefined()
  })

  test('a shortened history has no item for each step', () => {
    const shorter = read.map((one) => (one.id === 'last' ? { ...one, inputs: ['pooled'] } : one))
    const layers = [...shorter, node('pooled', 'maxPooling1d', ['states'], { poolSize: 2 }), out('last')]
    expect(kindOf({ layers, outputs: ['out'] })).toBeUndefined()
  })
})
