// What is wrong with a drawn graph is said with what mends it, and each remedy does.
import { describe, expect, test } from 'vitest'
import { checkArchitecture, madeUpFacts } from '../../main/engine/architectures'
import { drawnByHand } from '../../shared/records'
import type { DatasetFacts, Graph, GraphProblem, LayerNode } from '../../shared/records'
import type { Settings } from '../../shared/fields'

const layer = (id: string, type: string, inputs: string[], settings: Settings = {}): LayerNode => {
  return { id, type, settings, inputs }
}
const input = (shape: number[], id = 'in', more: Settings = {}) => layer(id, 'input', [], { shape, ...more })
const dense = (id: string, from: string, settings: Settings = {}) => layer(id, 'dense', [from], settings)
const head = (from: string) => dense('out', from, { units: 1, activation: 'sigmoid' })
const graph = (layers: LayerNode[], outputs = ['out']): Graph => ({ layers, outputs })

const problemsOf = (one: Graph, facts?: DatasetFacts): GraphProblem[] =>
  checkArchitecture({ template: drawnByHand, settings: {}, graph: one }, facts).problems

const codes: DatasetFacts = {
  ...madeUpFacts,
  width: 0,
  inputs: [],
  blocks: [
    { name: 'user', shape: [1], kind: 'codes', size: 40 },
    { name: 'item', shape: [1], kind: 'codes', size: 60 },
  ],
}
const manyClasses: DatasetFacts = { ...madeUpFacts, goal: 'multiclass', classes: ['a', 'b', 'c'] }
const small = [input([10], 'user', { dtype: 'int32' }), layer('table', 'embedding', ['user'], { entries: 4 })]
const lookedUp = [input([1], 'user', { dtype: 'int32' }), layer('table', 'embedding', ['user'], { entries: 4 })]
const flat = (from: string) => layer('flat', 'flatten', [from])
const two = [dense('a', 'in', { units: 4 }), dense('b', 'in', { units: 8 })]
const circle = [dense('a', 'b'), dense('b', 'a')]

interface Case {
  code: string
  layer?: string
  of: Graph
  facts?: DatasetFacts
  /** Words of a remedy that must be among them. */
  remedy: RegExp
}

const cases: Record<string, Case> = {
  'a sequence wanted, a row given': {
    ...{ code: 'architecture/shape-mismatch', layer: 'c', remedy: /Insert "Reshape" \[10, 1\] between "in" and "c"/ },
    of: graph([input([10]), layer('c', 'conv1d', ['in']), flat('c'), head('flat')]),
  },
  'a row wanted, a sequence given': {
    ...{ code: 'architecture/shape-mismatch', layer: 'x', remedy: /Insert "Flatten" between "in" and "x"/ },
    of: graph([input([5, 2]), layer('x', 'crossNetwork', ['in']), head('x')]),
  },
  'steps wanted, the last state given': {
    ...{ code: 'architecture/shape-mismatch', layer: 'second', remedy: /"Every step" = true in "first"/ },
    of: graph([input([5, 2]), layer('first', 'lstm', ['in']), layer('second', 'lstm', ['first']), head('second')]),
  },
  'widths that cannot be added': {
    ...{ code: 'architecture/shape-mismatch', layer: 'sum', remedy: /"Units" = 8 in "a"/ },
    of: graph([input([10]), ...two, layer('sum', 'add', ['a', 'b']), head('sum')]),
  },
  'inputs that cannot be added to what follows': {
    ...{ code: 'architecture/shape-mismatch', layer: 'sum', remedy: /Insert "Dense" 4 between "in" and "sum"/ },
    of: graph([input([10]), dense('a', 'in', { units: 4 }), layer('sum', 'add', ['in', 'a']), head('sum')]),
  },
  'a row beside a sequence': {
    ...{ code: 'architecture/shape-mismatch', layer: 'both', remedy: /Insert "Repeat" 5 between "row" and "both"/ },
    of: graph([
      input([5, 2]),
      flat('in'),
      dense('row', 'flat'),
      layer('both', 'concatenate', ['in', 'row']),
      flat2(),
      head('flat2'),
    ]),
  },
  'a window that is too large': {
    ...{ code: 'architecture/shape-mismatch', layer: 'c', remedy: /"Padding" = same in "c"/ },
    of: graph([input([4, 1]), layer('c', 'conv1d', ['in'], { kernelSize: 9 }), flat('c'), head('flat')]),
  },
  'axes for another number of numbers': {
    ...{ code: 'architecture/shape-mismatch', layer: 'r', remedy: /"Shape" = \[2, 5\] in "r"/ },
    of: graph([input([10]), layer('r', 'reshape', ['in'], { shape: [2, 7] }), flat('r'), head('flat')]),
  },
  'channels that do not fall into groups': {
    ...{ code: 'architecture/shape-mismatch', layer: 'n', remedy: /"Groups" = 1 in "n"/ },
    of: graph([input([7]), layer('n', 'groupNormalisation', ['in']), head('n')]),
  },
  'products of rows of different widths': {
    ...{ code: 'architecture/shape-mismatch', layer: 'd', remedy: /"Units" = 4 in "b"/ },
    of: graph([input([10]), ...two, layer('d', 'dot', ['a', 'b']), head('d')]),
  },
  'too many inputs': {
    ...{ code: 'architecture/wrong-inputs', layer: 'out', remedy: /Insert "Concatenation" before "out"/ },
    of: graph([input([10]), ...two, { ...head('a'), inputs: ['a', 'b'] }]),
  },
  'too few inputs': {
    ...{ code: 'architecture/wrong-inputs', layer: 'sum', remedy: /Feed "sum" from "b"/ },
    of: graph([input([10]), dense('a', 'in'), dense('b', 'in'), layer('sum', 'add', ['a']), head('sum')]),
  },
  'no input at all': {
    ...{ code: 'architecture/wrong-inputs', layer: 'out', remedy: /Feed "out" from "in"/ },
    of: graph([input([10]), { ...head(''), inputs: [] }]),
  },
  'an input that is fed': {
    ...{ code: 'architecture/wrong-inputs', layer: 'in', remedy: /Remove all wires to "in"/ },
    of: graph([{ ...input([10]), inputs: ['out'] }, head('in')]),
  },
  'a wire from nowhere': {
    ...{ code: 'architecture/unknown-input', layer: 'sum', remedy: /Feed "sum" from "b"/ },
    of: graph([input([10]), dense('a', 'in'), dense('b', 'in'), layer('sum', 'add', ['a', '__proto__']), head('sum')]),
  },
  'an output that is not there': {
    ...{ code: 'architecture/unknown-input', remedy: /Make "out" the output/ },
    of: graph([input([10]), head('in')], ['gone']),
  },
  'no output': {
    ...{ code: 'architecture/no-output', remedy: /Make "out" the output/ },
    of: graph([input([10]), head('in')], []),
  },
  'an unknown type': {
    ...{ code: 'architecture/unknown-layer', layer: 'x', remedy: /Leave "x" out/ },
    of: graph([input([10]), layer('x', 'constructor', ['in']), head('x')]),
  },
  'one name for two layers': {
    ...{ code: 'architecture/duplicate-id', layer: 'a', remedy: /another name/ },
    of: graph([input([10]), dense('a', 'in'), dense('a', 'in'), head('a')]),
  },
  'a circle': {
    ...{ code: 'architecture/cycle', layer: 'a', remedy: /Remove the wire from "sum" to "a"/ },
    of: graph([input([10]), layer('a', 'add', ['in', 'in', 'sum']), layer('sum', 'add', ['a', 'in']), head('sum')]),
  },
  'weights that cannot be shared': {
    ...{ code: 'architecture/bad-share', layer: 'b', remedy: /weights of its own/ },
    of: graph([
      input([10]),
      dense('a', 'in', { units: 4 }),
      { ...dense('b', 'a', { units: 4 }), shares: 'a' },
      head('b'),
    ]),
  },
  'a layer that leads nowhere': {
    ...{ code: 'architecture/leads-nowhere', layer: 'b', remedy: /Join "b"/ },
    of: graph([input([10]), ...two, head('a')]),
  },
  'a bad setting': {
    ...{ code: 'settings/bad-value', layer: 'a', remedy: /Set "Units" of "a" to 16/ },
    of: graph([input([10]), dense('a', 'in', { units: 0 }), head('a')]),
  },
  'an unknown setting': {
    ...{ code: 'settings/unknown-name', layer: 'a', remedy: /Remove "colour" of "a"/ },
    of: graph([input([10]), dense('a', 'in', { colour: 'red' }), head('a')]),
  },
  'an input of another size': {
    ...{ code: 'architecture/unfit-input', layer: 'in', remedy: /Fit the inputs/, facts: madeUpFacts },
    of: graph([input([7]), head('in')]),
  },
  'an input that no block is called by': {
    ...{ code: 'architecture/unfit-input', layer: 'who', remedy: /Fit the inputs/, facts: codes },
    of: graph([
      input([1], 'who', { dtype: 'int32' }),
      layer('table', 'embedding', ['who'], { entries: 100 }),
      flat('table'),
      head('flat'),
    ]),
  },
  'two inputs of one table': {
    ...{ code: 'architecture/several-inputs', layer: 'more', remedy: /Fit the inputs/, facts: madeUpFacts },
    of: graph([input([10]), input([10], 'more'), layer('sum', 'add', ['in', 'more']), head('sum')]),
  },
  'a table with too few rows': {
    ...{ code: 'architecture/small-table', layer: 'table', remedy: /Give "table" 40 entries/, facts: codes },
    of: graph([...lookedUp, flat('table'), head('flat')]),
  },
  'two outputs': {
    ...{ code: 'architecture/several-outputs', layer: 'a', remedy: /Keep the output "out" only/, facts: madeUpFacts },
    of: graph([input([10]), dense('a', 'in'), head('a')], ['out', 'a']),
  },
  'units for another goal': {
    ...{ code: 'architecture/unfit-output', layer: 'out', remedy: /Set 3 units and softmax/, facts: manyClasses },
    of: graph([input([10]), head('in')]),
  },
  'steps for a single answer': {
    ...{ code: 'architecture/unfit-output', layer: 'c', remedy: /Add an output layer/, facts: madeUpFacts },
    of: graph([input([10, 1]), layer('c', 'conv1d', ['in'])], ['c']),
  },
  'a curve for another goal': {
    ...{ code: 'architecture/unfit-activation', layer: 'out', remedy: /Set sigmoid in "out"/, facts: madeUpFacts },
    of: graph([input([10]), dense('out', 'in', { units: 1, activation: 'relu' })]),
  },
}

function flat2(): LayerNode {
  return layer('flat2', 'flatten', ['both'])
}

describe.each(Object.entries(cases))('%s', (_what, { code, layer: id, of, facts, remedy }) => {
  const isIt = (one: GraphProblem) => one.code === code && one.layer === id
  const problem = problemsOf(of, facts).find(isIt)

  test('is a problem of the layer, in both languages', () => {
    expect(problem).toBeDefined()
    expect(problem?.message.en).toMatch(/expected|not known|no setting/)
    expect(problem?.message.zh).toMatch(/[一-鿿]/)
  })

  test('has a remedy that one would think of', () => {
    expect(problem?.remedies?.map(({ label }) => label.en).join('\n')).toMatch(remedy)
    for (const { label } of problem?.remedies ?? []) expect(label.zh).toMatch(/[一-鿿]/)
  })

  test('is gone after each remedy, which leaves no new error', () => {
    const before = problemsOf(of, facts).filter(({ severity }) => severity === 'error').length
    for (const remedied of problem?.remedies ?? []) {
      const after = problemsOf(remedied.graph, facts)
      expect(after.filter(isIt), remedied.label.en).toEqual([])
      expect(after.filter(({ severity }) => severity === 'error').length, remedied.label.en).toBeLessThanOrEqual(before)
    }
  })
})

test('a circle of layers that nothing else feeds is named', () => {
  expect(problemsOf(graph([input([10]), ...circle], ['b'])).map(({ code }) => code)).toContain('architecture/cycle')
})

test('a sound graph has no problems, and a data set that is not chosen asks for nothing', () => {
  expect(problemsOf(graph([input([10]), head('in')]), madeUpFacts)).toEqual([])
  expect(problemsOf(graph([...small, flat('table'), head('flat')]))).toEqual([])
})

describe('hostile graphs', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '💥', '"); x', ' ']
  test.each(names)('a layer, a type, an input and a setting called %j', (name) => {
    const strange = { id: name, type: name, settings: { [name]: 1 }, inputs: [name], shares: name }
    expect(problemsOf(graph([strange, strange, input([1], name)], [name]), madeUpFacts).length).toBeGreaterThan(0)
    const asDense = { ...strange, type: 'dense', inputs: ['in'] }
    expect(problemsOf(graph([input([10]), asDense], [name]), madeUpFacts).length).toBeGreaterThan(0)
  })

  test('two thousand layers in a circle, each fed by all', () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `l${at}`)
    const layers = ids.map((id, at) =>
      layer(id, 'add', [ids[(at + 1) % 2000] as string, ids[(at + 7) % 2000] as string]),
    )
    const [problem] = problemsOf(graph(layers, ['l0']), madeUpFacts)
    expect(problem?.code).toBe('architecture/cycle')
  })

  test('two thousand layers one behind another, listed backwards', () => {
    const chain = Array.from({ length: 2000 }, (_, at) => dense(`l${at}`, at === 0 ? 'in' : `l${at - 1}`))
    expect(problemsOf(graph([...chain, input([16])].reverse(), ['l1999']))).toEqual([])
  })
})
