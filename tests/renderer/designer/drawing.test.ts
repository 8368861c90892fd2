// Blocks, comments, copies, walking and places: what is drawn, and how one moves in it, without a window.
import { describe, expect, it } from 'vitest'
import * as blocks from '../../../renderer/views/architectures/designer/blocks'
import { copied, pasted } from '../../../renderer/views/architectures/designer/clipboard'
import { layerOf } from '../../../renderer/views/architectures/designer/drawn'
import type { Drawn } from '../../../renderer/views/architectures/designer/drawn'
import * as edits from '../../../renderer/views/architectures/designer/edits'
import { leastComment } from '../../../renderer/components/graph/boxes'
import { arrangedAnew, boxesMoved, folded, nudged, resized } from '../../../renderer/views/architectures/designer/moves'
import { createPainter, frameId, wireId } from '../../../renderer/views/architectures/designer/picture'
import type { Words } from '../../../renderer/views/architectures/designer/picture'
import { walked } from '../../../renderer/views/architectures/designer/walk'
import type { ArchitectureCheck, GraphBlock, GraphProblem } from '../../../shared/records'
import { chain, drawn, types, wires } from './examples'

const words: Words = {
  say: (text) => text.en,
  output: 'output',
  parameters: (count) => `${count} parameters`,
  layers: (count) => `${count} layers`,
  uses: (count) => `${count} uses`,
  error: 'error',
  warning: 'warning',
  comment: 'comment',
  collapse: 'fold',
  expand: 'unfold',
}
const byName = new Map(Object.values(types).map((type) => [type.name, type]))
const paint = (document: Drawn, check: ArchitectureCheck | null = null) =>
  createPainter()({ drawn: document, check, types: byName, words })

function checked(problems: GraphProblem[] = []): ArchitectureCheck {
  const label = { en: '', zh: '' }
  const sizes: Record<string, number> = { input: 10, first: 8, second: 4, output: 1 }
  const layers = chain.layers.map(({ id, type }) => ({
    id,
    type,
    label,
    outputShape: [sizes[id] ?? 0],
    parameters: 5,
    multiplyAdds: 1,
  }))
  return { graph: chain, layers, parameters: 20, trainableParameters: 20, multiplyAdds: 4, problems }
}

/** The two hidden layers as one block. */
const withBlock = blocks.grouped(drawn, ['first', 'second'], 'Body').drawn
const body = withBlock.drawing.blocks[0] as GraphBlock

describe('copy and paste', () => {
  it('brings layers under free names, with the wires between them and into them', () => {
    const result = pasted(drawn, copied(drawn, ['first', 'second']))
    expect(result?.layers).toEqual(['first2', 'second2'])
    expect(result && wires(result.drawn)).toEqual([
      'first2>second2',
      'first>second',
      'input>first',
      'input>first2',
      'second>output',
    ])
  })

  it('leaves out wires from layers that the other architecture does not have', () => {
    const other = { ...drawn, graph: { layers: [], outputs: [] } }
    expect(wires(pasted(other, copied(drawn, ['first', 'second']))?.drawn ?? other)).toEqual(['first>second'])
  })

  it.each(['', 'text', '{"kind":"other"}', '{"kind":"netloom/layers","layers":[{"id":1}],"places":[]}', 'null'])(
    'takes nothing from %j',
    (text) => expect(pasted(drawn, text)).toBeNull(),
  )
})

describe('blocks', () => {
  it('hold a layer once', () => {
    const again = blocks.grouped(withBlock, ['second', 'output'], 'Body').drawn
    expect(again.drawing.blocks.map(({ name, layers }) => [name, layers])).toEqual([
      ['Body', ['first']],
      ['Body2', ['second', 'output']],
    ])
  })

  it('set one setting of all their layers of a type by an argument', () => {
    const next = blocks.argumentAdded(withBlock, body, 'dense', 'units')
    const block = next.drawing.blocks[0] as GraphBlock
    const set = blocks.argumentSet(next, block, 'units', 32)
    expect(['first', 'second', 'output'].map((id) => layerOf(set.graph, id)?.settings['units'])).toEqual([32, 32, 1])
    const gone = edits.removed(set, ['first'])
    expect(gone.drawing.blocks[0]?.arguments[0]?.settings).toEqual([{ layer: 'second', setting: 'units' }])
  })

  it('take in what is inserted between their layers, and end with their last layer', () => {
    const { drawn: next } = edits.inserted(withBlock, types.dropout, { after: 'first' })
    expect(next.drawing.blocks[0]?.layers).toEqual(['first', 'second', 'dropout'])
    expect(edits.removed(withBlock, ['first', 'second']).drawing.blocks).toEqual([])
  })

  it('are drawn as a frame around their layers, or as one box with the wires that cross its border', () => {
    const open = paint(withBlock)
    expect(open.boxes.map(({ id, parent }) => [id, parent])).toEqual([
      [frameId(body.id), undefined],
      ['input', undefined],
      ['first', frameId(body.id)],
      ['second', frameId(body.id)],
      ['output', undefined],
    ])
    const shut = paint(folded(withBlock, body, true))
    expect(shut.boxes.map(({ id, kind }) => [id, kind])).toEqual([
      [frameId(body.id), 'folded'],
      ['input', 'layer'],
      ['output', 'layer'],
    ])
    expect(shut.wires.map(({ from, to }) => [from, to])).toEqual([
      ['input', frameId(body.id)],
      [frameId(body.id), 'output'],
    ])
  })
})

describe('the picture', () => {
  it('stands layers below what feeds them, with shapes and kinds of numbers on the wires', () => {
    const { places, wires: lines } = paint(drawn, checked())
    const heights = chain.layers.map(({ id }) => places.get(id)?.y ?? NaN)
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
    expect(new Set(heights).size).toBe(4)
    expect(lines.map(({ text }) => text)).toEqual(['10 float32', '8 float32', '4 float32'])
  })

  it('draws the wires into a layer with an error as wrong, but not for an error of its settings', () => {
    const text = { en: '', zh: '' }
    const problem = { message: text, hint: text, severity: 'error' as const }
    const shape = { ...problem, path: 'second', layer: 'second', code: 'architecture/shape-mismatch' }
    const setting = { ...problem, path: 'output.units', layer: 'output', code: 'settings/bad-value' }
    const { boxes, wires: lines } = paint(drawn, checked([shape, setting]))
    expect(lines.filter(({ wrong }) => wrong).map(({ id }) => id)).toEqual([wireId('first', 'second')])
    const states = boxes.map((box) => (box.kind === 'layer' ? box.face.state : ''))
    expect(states).toEqual(['good', 'good', 'bad', 'bad'])
  })

  it('keeps faces that did not change, so that only what did is drawn again', () => {
    const again = createPainter()
    const before = again({ drawn, check: checked(), types: byName, words })
    const after = again({
      drawn: edits.configured(drawn, 'first', { units: 9 }),
      check: checked(),
      types: byName,
      words,
    })
    const kept = after.boxes.map(({ face }, index) => face === before.boxes[index]?.face)
    expect(kept).toEqual([true, false, true, true])
  })
})

describe('places', () => {
  it('of all layers are kept once one was moved, and given up by arranging anew', () => {
    const picture = paint(drawn)
    const next = boxesMoved(drawn, picture, new Map([['first', { x: 500, y: 300 }]]))
    expect(next.drawing.places).toHaveLength(4)
    expect(paint(next).places.get('first')).toEqual({ x: 500, y: 300 })
    expect(paint(next).places.get('input')).toEqual(picture.places.get('input'))
    expect(paint(arrangedAnew(next)).places).toEqual(picture.places)
  })

  it('go along with the frame of a block', () => {
    const picture = paint(withBlock)
    const frame = picture.boxes[0]
    const to = new Map([[frameId(body.id), { x: (frame?.x ?? 0) + 100, y: (frame?.y ?? 0) + 50 }]])
    const after = paint(boxesMoved(withBlock, picture, to))
    for (const id of ['first', 'second']) {
      const [was, is] = [picture.places.get(id), after.places.get(id)]
      expect([(is?.x ?? 0) - (was?.x ?? 0), (is?.y ?? 0) - (was?.y ?? 0)]).toEqual([100, 50])
    }
    expect(after.places.get('input')).toEqual(picture.places.get('input'))
  })

  it('of a comment are its own', () => {
    const { drawn: next, comment } = blocks.commented(drawn, { x: 1, y: 2 }, 'why')
    const moved = nudged(next, paint(next), [`comment:${comment}`], { x: 10, y: 0 })
    expect(moved.drawing.comments).toMatchObject([{ text: 'why', x: 11, y: 2 }])
    expect(moved.drawing.places).toEqual([])
  })

  it('of a comment can be larger and smaller, but never so small that nothing can be read', () => {
    const { drawn: next, comment } = blocks.commented(drawn, { x: 1, y: 2 }, 'why')
    const ids = [`comment:${comment}`]
    const larger = resized(next, ids, { width: 16, height: 32 })
    expect(larger.drawing.comments).toMatchObject([{ width: 216, height: 96 }])
    expect(resized(larger, ids, { width: -1000, height: -1000 }).drawing.comments).toMatchObject([leastComment])
    expect(resized(next, ['first'], { width: 16, height: 0 })).toBe(next)
  })
})

describe('walking', () => {
  const { places } = paint(drawn)
  it('goes along the wires, and stays at the ends', () => {
    expect(walked(chain, places, null, 'down')).toBe('input')
    expect(walked(chain, places, 'first', 'down')).toBe('second')
    expect(walked(chain, places, 'first', 'up')).toBe('input')
    expect(walked(chain, places, 'output', 'down')).toBe('output')
  })

  it('goes to the nearest layer beside', () => {
    const branched = edits.inserted(drawn, types.dense, { after: 'input', branch: true }).drawn
    const at = paint(branched).places
    const [left, right] = ['first', 'dense'].sort((a, b) => (at.get(a)?.x ?? 0) - (at.get(b)?.x ?? 0))
    expect(walked(branched.graph, at, left ?? '', 'right')).toBe(right)
    expect(walked(branched.graph, at, right ?? '', 'left')).toBe(left)
  })
})
