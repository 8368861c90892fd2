// Blocks that are used several times: a change inside of one is made in all, values of arguments and what feeds them are each use's own.
import { describe, expect, it } from 'vitest'
import * as blocks from '../../../renderer/views/architectures/designer/blocks'
import { layerOf } from '../../../renderer/views/architectures/designer/drawn'
import type { Drawn } from '../../../renderer/views/architectures/designer/drawn'
import * as edits from '../../../renderer/views/architectures/designer/edits'
import { alike, independent, otherUses, usedAgain } from '../../../renderer/views/architectures/designer/uses'
import type { GraphBlock } from '../../../shared/records'
import { drawn, types, wires } from './examples'

const blockOf = (document: Drawn, id: string) => document.drawing.blocks.find((one) => one.id === id) as GraphBlock
const unitsOf = (document: Drawn, id: string) => layerOf(document.graph, id)?.settings['units']

/** first and second as a block with its units as an argument, and one more use of it. */
const grouped = blocks.grouped(drawn, ['first', 'second'], 'Body')
const withArgument = blocks.argumentAdded(grouped.drawn, blockOf(grouped.drawn, grouped.block), 'dense', 'units')
const again = usedAgain(withArgument, blockOf(withArgument, grouped.block))
const twice = again.drawn
const [one, other] = [grouped.block, again.block]

describe('a block that is used again', () => {
  it('stands behind itself, and takes over what it fed', () => {
    expect(wires(twice)).toEqual(['first2>second2', 'first>second', 'input>first', 'second2>output', 'second>first2'])
    expect(blockOf(twice, other)).toMatchObject({ name: 'Body2', layers: ['first2', 'second2'] })
    expect(otherUses(twice, blockOf(twice, one)).map(({ id }) => id)).toEqual([other])
  })

  it('takes over being the output', () => {
    const last = blocks.grouped(drawn, ['second', 'output'], 'Head')
    const more = usedAgain(last.drawn, blockOf(last.drawn, last.block)).drawn
    expect(more.graph.outputs).toEqual(['output2'])
    expect(wires(more)).toContain('output>second2')
  })

  it('stands beside itself where several layers leave it', () => {
    const branched = edits.inserted(grouped.drawn, types.dense, { after: 'first', branch: true }).drawn
    const loose = blocks.grouped(branched, ['first', 'second'], 'Body')
    const beside = usedAgain(loose.drawn, blockOf(loose.drawn, loose.block)).drawn
    expect(wires(beside)).toEqual(expect.arrayContaining(['input>first2', 'first2>second2', 'second>output']))
    expect(wires(beside)).not.toContain('second2>output')
  })
})

describe('a change inside of one use', () => {
  it('of a setting is made in all, but not of an argument', () => {
    const settings = { units: 8, activation: 'relu' }
    const next = alike(twice, edits.configured(twice, 'first2', settings))
    expect(layerOf(next.graph, 'first')?.settings).toEqual(settings)
    const set = blocks.argumentSet(twice, blockOf(twice, other), 'units', 64)
    const after = alike(twice, set)
    expect(after).toBe(set)
    expect(['first', 'second', 'first2', 'second2'].map((id) => unitsOf(after, id))).toEqual([8, 4, 64, 64])
    const both = alike(after, edits.configured(after, 'first', settings))
    expect(layerOf(both.graph, 'first2')?.settings).toEqual({ units: 64, activation: 'relu' })
  })

  it('by a layer that is put in is made in all', () => {
    const next = alike(twice, edits.inserted(twice, types.dropout, { after: 'first2' }).drawn)
    expect(wires(next)).toEqual([
      'dropout2>second',
      'dropout>second2',
      'first2>dropout',
      'first>dropout2',
      'input>first',
      'second2>output',
      'second>first2',
    ])
    expect(blockOf(next, one).layers).toEqual(['first', 'second', 'dropout2'])
  })

  it.each([
    ['the first layer of the first use', 'first', ['input>second', 'second2>output', 'second>second2']],
    ['the last layer of the first use', 'second', ['first2>output', 'first>first2', 'input>first']],
    ['the first layer of the last use', 'first2', ['input>second', 'second2>output', 'second>second2']],
    ['the last layer of the last use', 'second2', ['first2>output', 'first>first2', 'input>first']],
  ])('by a layer that is taken out is made in all: %s', (_what, id, left) => {
    const next = alike(twice, edits.removed(twice, [id]))
    expect(wires(next)).toEqual(left)
    expect([one, other].map((block) => blockOf(next, block).layers.length)).toEqual([1, 1])
  })

  it('by a new argument is made in all, each with its own value', () => {
    const plain = usedAgain(grouped.drawn, blockOf(grouped.drawn, grouped.block)).drawn
    const next = alike(plain, blocks.argumentAdded(plain, blockOf(plain, one), 'dense', 'units'))
    expect(blockOf(next, other).arguments).toEqual([
      {
        name: 'units',
        settings: [
          { layer: 'first2', setting: 'units' },
          { layer: 'second2', setting: 'units' },
        ],
      },
    ])
  })

  it('leaves names and all that is outside alone', () => {
    const renamed = edits.renamed(twice, 'first2', 'begin')
    expect(alike(twice, renamed)).toBe(renamed)
    const outside = edits.configured(twice, 'output', { units: 3 })
    expect(alike(twice, outside)).toBe(outside)
    const next = alike(renamed, edits.configured(renamed, 'begin', { units: 8, activation: 'relu' }))
    expect(layerOf(next.graph, 'first')?.settings['activation']).toBe('relu')
  })
})

it('a use that was made independent is changed alone', () => {
  const alone = independent(twice, other)
  expect(otherUses(alone, blockOf(alone, one))).toEqual([])
  const next = alike(alone, edits.configured(alone, 'first2', { units: 8, activation: 'relu' }))
  expect(layerOf(next.graph, 'first')?.settings).toEqual({ units: 8 })
})
