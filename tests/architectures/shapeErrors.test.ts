// Whatever shape reaches a layer of whatever type: it is taken, or there is a problem that says the layer, what was expected and found, and what mends it.
import { expect, test } from 'vitest'
import { checkArchitecture, layerTypes } from '../../main/engine/architectures'
import { drawnByHand } from '../../shared/records'
import type { Graph, GraphProblem, LayerNode } from '../../shared/records'

/** A number, a row, steps, a grid, a volume; sizes that few windows, groups and factors fit. */
const shapes = [[1], [7], [5, 3], [2, 1], [6, 6, 2], [2, 2, 1], [4, 4, 4, 2], [1, 1, 1, 1]]
const pairs = [
  [[7], [4]],
  [[7], [5, 3]],
  [
    [5, 3],
    [5, 4],
  ],
  [
    [6, 6, 2],
    [5, 3],
  ],
  [
    [5, 3],
    [4, 3],
  ],
]

const input = (shape: number[], at: number): LayerNode => {
  return { id: `in${at}`, type: 'input', settings: { shape }, inputs: [] }
}

/** One layer of the type, fed by inputs of the shapes. */
function graphOf(type: string, reaching: number[][]): Graph {
  const inputs = reaching.map(input)
  const layer = { id: 'looked', type, settings: {}, inputs: inputs.map(({ id }) => id) }
  return { layers: [...inputs, layer], outputs: ['looked'] }
}

const mismatchOf = (graph: Graph): GraphProblem | undefined =>
  checkArchitecture({ template: drawnByHand, settings: {}, graph }).problems.find(
    ({ code }) => code === 'architecture/shape-mismatch',
  )

const fed = Object.values(layerTypes).filter(({ inputs }) => inputs !== 0)

test.each(fed.map(({ name, inputs }) => ({ name, inputs })))('$name', ({ name, inputs }) => {
  const count = typeof inputs === 'number' ? inputs : inputs.least
  const cases = count === 1 ? shapes.map((shape) => [shape]) : count === 2 ? pairs : pairs.map(([a, b]) => [a, b, a])
  const poor = cases.flatMap((reaching) => {
    const problem = mismatchOf(graphOf(name, reaching as number[][]))
    if (problem === undefined) return []
    expect(problem.layer).toBe('looked')
    const found = reaching.map((shape) => `[${(shape ?? []).join(', ')}]`).join(', ')
    expect(problem.message.en).toContain(`gets "${found}", expected `)
    expect(problem.message.zh).toContain(`“${found}”，应为`)
    return (problem.remedies ?? []).length > 0 ? [] : [found]
  })
  expect(poor).toEqual([])
})
