// What is done to layers and wires by hand, without a window: each change is a function from document to document.
import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../renderer/views/architectures/designer/drawn'
import * as edits from '../../../renderer/views/architectures/designer/edits'
import { chain, drawn, types, wires } from './examples'

describe('inserting', () => {
  it('puts a layer on the wire behind another, with the defaults of its type', () => {
    const { drawn: next, layer } = edits.inserted(drawn, types.dense, { after: 'first' })
    expect(wires(next)).toEqual(['dense>second', 'first>dense', 'input>first', 'second>output'])
    expect(layerOf(next.graph, layer)).toMatchObject({ type: 'dense', settings: { units: 16 } })
  })

  it('takes over being the output from the last layer', () => {
    const { drawn: next } = edits.inserted(drawn, types.dropout, { after: 'output' })
    expect(next.graph.outputs).toEqual(['dropout'])
  })

  it('makes a branch that leaves all other wires and the output as they are', () => {
    const { drawn: next } = edits.inserted(drawn, types.dense, { after: 'first', branch: true })
    expect(wires(next)).toEqual(['first>dense', 'first>second', 'input>first', 'second>output'])
    expect(next.graph.outputs).toEqual(['output'])
  })

  it('does not feed an input, and makes the first layer of an empty graph its output', () => {
    const empty = { ...drawn, graph: { layers: [], outputs: [] } }
    const first = edits.inserted(empty, types.input)
    expect(first.drawn.graph.outputs).toEqual(['input'])
    expect(wires(edits.inserted(drawn, types.input, { after: 'first' }).drawn)).toEqual(wires(drawn))
  })

  it('finds a free name, and keeps the place that it is put at', () => {
    const once = edits.inserted(drawn, types.dense)
    const twice = edits.inserted(once.drawn, types.dense, { at: { x: 10.4, y: 20.6 } })
    expect([once.layer, twice.layer]).toEqual(['dense', 'dense2'])
    expect(twice.drawn.drawing.places).toEqual([{ layer: 'dense2', x: 10, y: 21 }])
  })
})

describe('removing', () => {
  it('joins what is left, and hands being the output back', () => {
    expect(wires(edits.removed(drawn, ['second']))).toEqual(['first>output', 'input>first'])
    expect(edits.removed(drawn, ['second', 'output']).graph.outputs).toEqual(['first'])
  })

  it('invents no wires for a layer that several fed', () => {
    const merged = edits.connected(drawn, 'input', 'second')
    expect(wires(edits.removed(merged, ['second']))).toEqual(['input>first'])
  })

  it('ends in a circle as well', () => {
    const circle = edits.connected(edits.disconnected(drawn, 'input', 'first'), 'second', 'first')
    expect(wires(edits.removed(circle, ['first', 'second']))).toEqual([])
  })

  it('lets nobody share weights that are gone', () => {
    const sharing = edits.shared(drawn, 'second', 'first')
    expect(layerOf(edits.removed(sharing, ['first']).graph, 'second')).not.toHaveProperty('shares')
  })
})

describe('wires', () => {
  it('may be illegal, and are drawn once', () => {
    const back = edits.connected(drawn, 'output', 'first')
    expect(layerOf(back.graph, 'first')?.inputs).toEqual(['input', 'output'])
    expect(edits.connected(back, 'output', 'first')).toBe(back)
  })

  it('have an order, which can be changed', () => {
    const back = edits.inputMoved(edits.connected(drawn, 'output', 'first'), 'first', 1, 0)
    expect(layerOf(back.graph, 'first')?.inputs).toEqual(['output', 'input'])
  })
})

describe('naming and settings', () => {
  it('renames a layer wherever it is named', () => {
    const sharing = edits.shared(drawn, 'second', 'first')
    const placed = { ...sharing, drawing: { ...sharing.drawing, places: [{ layer: 'first', x: 1, y: 2 }] } }
    const next = edits.renamed(placed, 'first', 'body')
    expect(wires(next)).toEqual(['body>second', 'input>body', 'second>output'])
    expect(layerOf(next.graph, 'second')?.shares).toBe('body')
    expect(next.drawing.places[0]?.layer).toBe('body')
  })

  it('refuses a name that is taken or empty by changing nothing', () => {
    expect(edits.renamed(drawn, 'first', 'second')).toBe(drawn)
    expect(edits.renamed(drawn, 'first', '')).toBe(drawn)
  })

  it('shares all parts that did not change with the document before', () => {
    const next = edits.configured(drawn, 'first', { units: 9 })
    expect(layerOf(next.graph, 'first')?.settings).toEqual({ units: 9 })
    expect(layerOf(next.graph, 'second')).toBe(chain.layers[2])
    expect(next.drawing).toBe(drawn.drawing)
  })

  it('makes an output of a layer and takes it back', () => {
    const two = edits.outputToggled(drawn, 'first')
    expect(two.graph.outputs).toEqual(['output', 'first'])
    expect(edits.outputToggled(two, 'first').graph.outputs).toEqual(['output'])
  })
})
