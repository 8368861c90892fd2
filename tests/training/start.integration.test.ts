// Warm starts on real networks: what fits by name and shape, tables that have grown or shrunk, frozen layers. Expected by hand.
import { expect, test } from 'vitest'
import { build } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { begunWith, startLine } from '../../main/engine/training/start'
import type { Graph } from '../../shared/records'

const tf = loadTensor()

/** ids -> embedding -> flatten -> dense. */
function networkOf(entries: number, units: number, seed: number) {
  const layers: Graph['layers'] = [
    { id: 'ids', type: 'input', settings: { shape: [1], dtype: 'int32' }, inputs: [] },
    { id: 'table', type: 'embedding', settings: { entries, width: 3 }, inputs: ['ids'] },
    { id: 'flat', type: 'flatten', settings: {}, inputs: ['table'] },
    { id: 'head', type: 'dense', settings: { units }, inputs: ['flat'] },
  ]
  return build({ layers, outputs: ['head'] }, { tf, seed })
}

function startOf(network: ReturnType<typeof networkOf>) {
  const drawn = network.drawn()
  const weights = network.weights.map(({ name, shape }, index) => {
    return { name, shape: [...shape] as number[], values: drawn[index] as Float32Array }
  })
  return { name: '#1 Old', weights }
}

const tableOf = (network: ReturnType<typeof networkOf>) => [...(network.drawn()[0] as Float32Array)]

test('a table that has grown keeps its old rows, the new ones are drawn', () => {
  const old = networkOf(4, 2, 1)
  const grown = networkOf(6, 2, 2)
  const begun = begunWith(grown, { from: startOf(old), freeze: [] })
  expect(tableOf(begun)).toEqual([...tableOf(old), ...tableOf(grown).slice(12)])
  expect(begun.drawn().slice(1)).toEqual(old.drawn().slice(1))
})

test('a table that has shrunk keeps the rows that are left', () => {
  const old = networkOf(6, 2, 1)
  const begun = begunWith(networkOf(4, 2, 2), { from: startOf(old), freeze: [] })
  expect(tableOf(begun)).toEqual(tableOf(old).slice(0, 12))
})

test('what does not fit is drawn, and how much fits is told', () => {
  const old = networkOf(4, 2, 1)
  const other = networkOf(4, 5, 2)
  const begun = begunWith(other, { from: startOf(old), freeze: [] })
  expect(tableOf(begun)).toEqual(tableOf(old))
  expect(begun.drawn().slice(1)).toEqual(other.drawn().slice(1))
  expect(startLine(other, startOf(old))).toBe('1 of 3 weights begin with those of #1 Old')
})

test('frozen layers are not trained, the others are; without a start nothing changes', () => {
  const network = networkOf(4, 2, 1)
  const { weights } = begunWith(network, { from: null, freeze: ['table'] })
  expect(weights.map(({ trainable }) => trainable)).toEqual([false, true, true])
  expect(begunWith(network, null)).toBe(network)
  expect(() => begunWith(network, { from: null, freeze: ['nowhere'] })).toThrow('"nowhere"')
})
