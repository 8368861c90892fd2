// Programs are safe whatever a graph is called, are there for every layer, and say what cannot be written.
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { codeOf, layerTypes } from '../../main/engine/architectures'
import { identifiersOf, quoted } from '../../main/engine/architectures/code/identifiers'
import { kerasWriter } from '../../main/engine/architectures/code/keras'
import { tfjsWriter } from '../../main/engine/architectures/code/tfjs'
import { codeLanguages } from '../../shared/records'
import type { Graph, LayerNode } from '../../shared/records'

const dense = (id: string, from: string, settings = {}): LayerNode => ({
  id,
  type: 'dense',
  settings: { units: 2, ...settings },
  inputs: [from],
})
const from = (id: string): LayerNode => ({ id, type: 'input', settings: { shape: [3] }, inputs: [] })

describe('every layer', () => {
  const types = Object.keys(layerTypes).filter((name) => name !== 'input')

  test.each(types)('%s has an entry in the tables of both languages', (name) => {
    expect(kerasWriter(name), 'Keras').toBeTypeOf('function')
    expect(tfjsWriter(name), 'TensorFlow.js').toBeTypeOf('function')
  })

  test('names of prototypes are no layers', () => {
    expect(kerasWriter('constructor')).toBeUndefined()
    expect(tfjsWriter('toString')).toBeUndefined()
  })
})

describe('hostile names', () => {
  const hostile = [
    '"); import os; os.system("echo")  #',
    "'); process.exit(1) //",
    'a\nimport os',
    '*/ evil() /*',
    '"""',
    '${evil()}',
    '`',
    'keras',
    'class',
    '__proto__',
    'constructor',
    '\u2028evil()',
    '输出',
    '1',
    'a b',
    'a_b',
    'a-b',
    '',
  ]
  const graph: Graph = {
    layers: [from('in'), ...hostile.map((id, index) => dense(id, index === 0 ? 'in' : (hostile[index - 1] ?? '')))],
    outputs: [hostile.at(-1) ?? ''],
  }

  test('become different identifiers that no keyword is among', () => {
    const names = [...identifiersOf(hostile).values()]
    expect(new Set(names).size).toBe(hostile.length)
    for (const name of names) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/)
    expect(names).not.toContain('class')
    expect(names).not.toContain('keras')
  })

  test('stand in the program as one-line comments alone', () => {
    const lines = codeOf(graph, 'python').text.split('\n')
    const layers = lines.filter((line) => line.startsWith('    ') && line.includes('layers.Dense('))
    expect(layers).toHaveLength(hostile.length)
    for (const line of layers) {
      expect(line).toMatch(/^ {4}\w+ = layers\.Dense\(2, activation="relu", name="\w+"\)\(\w+\)( {2}# ".*")?$/)
    }
    expect(lines.filter((line) => line.startsWith('import'))).toEqual(['import keras'])
  })

  test('leave the TypeScript whole, with one statement a layer', () => {
    const { text } = codeOf(graph, 'typescript')
    const file = ts.createSourceFile('model.ts', text, ts.ScriptTarget.ES2022)
    expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([])
    const build = file.statements.find(ts.isFunctionDeclaration)
    expect(build?.body?.statements).toHaveLength(hostile.length + 2)
  })

  test('are quoted without characters that hide', () => {
    expect(quoted('a\u202eb\u2028"\n\ud800')).toBe('"a\\u202eb\\u2028\\"\\n\\ud800"')
  })
})

describe('sharing', () => {
  const shared = (settings: object, type = 'dense'): Graph => ({
    layers: [
      from('in'),
      { ...dense('once', 'in', { units: 3 }), type },
      { ...dense('again', 'once', { units: 3, ...settings }), type, shares: 'once' },
    ],
    outputs: ['again'],
  })

  test('a layer that is called twice is made once', () => {
    const { text } = codeOf(shared({}), 'python')
    expect(text.match(/layers\.Dense\(/g)).toHaveLength(1)
    expect(text).toContain('again = once_layer(once)')
    expect(codeOf(shared({}), 'typescript').text.match(/tf\.layers\.dense\(/g)).toHaveLength(1)
  })

  test('with another curve the curve stands behind it', () => {
    const { text } = codeOf(shared({ activation: 'tanh' }), 'python')
    expect(text).toContain('layers.Activation("tanh")(once_layer(once))')
  })

  test('with settings that a shared layer cannot have twice there is no program', () => {
    const looped = (settings: object) => ({
      id: 'once',
      type: 'gru',
      settings: { units: 2, returnSequences: true, ...settings },
      inputs: ['in'],
    })
    const graph: Graph = {
      layers: [
        { id: 'in', type: 'input', settings: { shape: [4, 2] }, inputs: [] },
        looped({}),
        { ...looped({ activation: 'relu' }), id: 'again', inputs: ['once'], shares: 'once' },
      ],
      outputs: ['again'],
    }
    for (const language of codeLanguages) {
      expect(() => codeOf(graph, language)).toThrowError(expect.objectContaining({ code: 'architecture/no-code' }))
    }
  })
})

test('a graph with an error has no program', () => {
  const graph: Graph = { layers: [dense('alone', 'nothing')], outputs: ['alone'] }
  expect(() => codeOf(graph, 'python')).toThrowError(expect.objectContaining({ code: 'architecture/not-buildable' }))
})

test('what is written into a program is said', () => {
  const graph: Graph = {
    layers: [from('in'), { id: 'cross', type: 'crossNetwork', settings: {}, inputs: ['in'] }],
    outputs: ['cross'],
  }
  expect(codeOf(graph, 'python').remarks).toEqual([
    expect.objectContaining({ en: 'Keras lacks what is written into the program as "CrossNetwork".' }),
  ])
  expect(codeOf({ ...graph, outputs: ['in'], layers: [from('in')] }, 'python').remarks).toEqual([])
})
