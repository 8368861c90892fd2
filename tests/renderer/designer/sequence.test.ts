// A net as a table of layers: when it is one, why it is not, and its rows moved.
import { describe, expect, it } from 'vitest'
import * as edits from '../../../renderer/views/architectures/designer/edits'
import { rowInserted, rowMoved, rowRemoved, sequenceOf } from '../../../renderer/views/architectures/designer/sequence'
import { drawn, types, wires } from './examples'

describe('a sequence', () => {
  it('is read from input to output, whatever the order in the graph', () => {
    const layers = [...drawn.graph.layers].reverse()
    expect(sequenceOf({ ...drawn.graph, layers })).toEqual({ layers: ['input', 'first', 'second', 'output'] })
  })

  it.each([
    ['several-inputs', edits.connected(drawn, 'input', 'second')],
    ['several-starts', edits.inserted(drawn, types.input).drawn],
    ['branches', edits.inserted(drawn, types.dense, { after: 'first', branch: true }).drawn],
    ['several-outputs', edits.outputToggled(drawn, 'first')],
    ['circle', edits.connected(edits.disconnected(drawn, 'input', 'first'), 'output', 'first')],
    ['empty', { ...drawn, graph: { layers: [], outputs: [] } }],
  ])('is none because of %s', (reason, { graph }) => {
    expect(sequenceOf(graph)).toMatchObject({ whyNot: { reason } })
  })

  it('has rows that can be inserted, moved and removed', () => {
    expect(wires(rowInserted(drawn, types.dropout, 'first').drawn)).toContain('dropout>second')
    const moved = rowMoved(drawn, 'first', 1)
    expect(sequenceOf(moved.graph)).toEqual({ layers: ['input', 'second', 'first', 'output'] })
    expect(rowMoved(drawn, 'input', -1)).toBe(drawn)
    expect(wires(rowRemoved(drawn, 'first'))).toEqual(['input>second', 'second>output'])
  })

  it('ends in the row that is moved to its end', () => {
    expect(rowMoved(drawn, 'second', 5).graph.outputs).toEqual(['second'])
  })
})
