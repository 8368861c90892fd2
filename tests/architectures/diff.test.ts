// Two graphs are shown as one: what was added, removed and changed.
import { describe, expect, test } from 'vitest'
import { check, diffGraphs } from '../../main/engine/architectures'
import type { Graph, LayerNode } from '../../shared/records'
import type { Settings } from '../../shared/fields'

const layer = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => {
  return { id, type, settings, inputs }
}
const dense = (id: string, from: string, units: number): LayerNode => layer(id, 'dense', [from], { units })
const graph = (...layers: LayerNode[]): Graph => ({ layers, outputs: [layers.at(-1)?.id ?? ''] })
const diffOf = (left: Graph, right: Graph) =>
  diffGraphs(check(left), check(right)).layers.map(({ change, left: from, right: to, differences }) => [
    ...[change, from, to],
    Object.fromEntries(differences.map((one) => [one.name, `${one.left} -> ${one.right}`])),
  ])

const input = layer('in', 'input', [], { shape: [4] })
const chain = graph(input, dense('a', 'in', 8), dense('b', 'a', 4), dense('out', 'b', 1))

describe('the difference of two graphs', () => {
  test('is none from a graph to itself, and defaults that are written down are none', () => {
    const written = { ...chain, layers: chain.layers.map((one) => ({ ...one })) }
    const activation = { activation: 'relu', useBias: true }
    written.layers[1] = layer('a', 'dense', ['in'], { units: 8, ...activation })
    expect(diffOf(chain, written).map(([change]) => change)).toEqual(['same', 'same', 'same', 'same'])
  })

  test('names settings, types and inputs that changed', () => {
    const other = graph(input, dense('a', 'in', 9), layer('b', 'activation', ['a']), dense('out', 'a', 1))
    expect(diffOf(chain, other)).toEqual([
      ['same', 'in', 'in', {}],
      ['changed', 'a', 'a', { units: '8 -> 9' }],
      ['changed', 'b', 'b', expect.objectContaining({ type: 'dense -> activation', units: '4 -> null' })],
      ['changed', 'out', 'out', { inputs: 'b -> a' }],
    ])
  })

  test('keeps removed layers where they stood, and shows added ones', () => {
    const other = graph(input, dense('a', 'in', 8), layer('drop', 'dropout', ['a']), dense('out', 'drop', 1))
    expect(diffOf(chain, other)).toEqual([
      ['same', 'in', 'in', {}],
      ['same', 'a', 'a', {}],
      ['removed', 'b', null, {}],
      ['added', null, 'drop', {}],
      ['changed', 'out', 'out', { inputs: 'b -> drop' }],
    ])
  })

  test('knows layers again that were given other names', () => {
    const other = graph(
      layer('rows', 'input', [], { shape: [4] }),
      dense('first', 'rows', 8),
      dense('second', 'first', 5),
      dense('out', 'second', 1),
    )
    expect(diffOf(chain, other)).toEqual([
      ['changed', 'in', 'rows', { id: 'in -> rows' }],
      ['changed', 'a', 'first', { id: 'a -> first' }],
      ['changed', 'b', 'second', { id: 'b -> second', units: '4 -> 5' }],
      ['same', 'out', 'out', {}],
    ])
  })

  test('matches by neighbours before it matches by order', () => {
    const left = graph(input, dense('x', 'in', 2), dense('y', 'x', 3), layer('sum', 'concatenate', ['x', 'y']))
    const right = graph(input, dense('p', 'in', 20), dense('q', 'p', 30), layer('sum', 'concatenate', ['q', 'p']))
    expect(diffOf(left, right).slice(1)).toEqual([
      ['changed', 'x', 'p', { id: 'x -> p', units: '2 -> 20' }],
      ['changed', 'y', 'q', { id: 'y -> q', units: '3 -> 30' }],
      ['changed', 'sum', 'sum', { inputs: 'x, y -> q, p' }],
    ])
  })

  test('says which layer is the output, and what both cost', () => {
    const other = { ...chain, outputs: ['b'] }
    expect(diffOf(chain, other).filter(([change]) => change === 'changed')).toEqual([
      ['changed', 'b', 'b', { output: 'false -> true' }],
      ['changed', 'out', 'out', { output: 'true -> false' }],
    ])
    const { left, right } = diffGraphs(check(chain), check(graph(input, dense('out', 'in', 1))))
    expect([left.parameters, right.parameters]).toEqual([40 + 36 + 5, 5])
  })
})
