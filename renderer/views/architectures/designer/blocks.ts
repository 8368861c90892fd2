// Named blocks of layers with arguments, and comments: what is drawn and changes nothing of what is computed. Pure.
import type { GraphBlock, GraphComment } from '../../../../shared/records'
import type { FieldValue } from '../../../../shared/fields/field'
import { freeName } from './drawn'
import type { Drawn, Place } from './drawn'
import { setAll } from './edits'

const withBlocks = (drawn: Drawn, blocks: GraphBlock[]): Drawn => ({ ...drawn, drawing: { ...drawn.drawing, blocks } })
const withComments = (drawn: Drawn, comments: GraphComment[]): Drawn => ({
  ...drawn,
  drawing: { ...drawn.drawing, comments },
})

/** The layers as one named block. A layer is in one block at most: it leaves the one it was in. */
export function grouped(drawn: Drawn, layers: readonly string[], name: string): { drawn: Drawn; block: string } {
  const chosen = new Set(layers)
  const others = drawn.drawing.blocks
    .map((block) => ({ ...block, layers: block.layers.filter((id) => !chosen.has(id)) }))
    .filter((block) => block.layers.length > 0)
  const id = freeName(
    others.map((block) => block.id),
    'block',
  )
  const title = freeName(
    others.map((block) => block.name),
    name,
  )
  const block: GraphBlock = { id, name: title, layers: [...layers], collapsed: false, arguments: [] }
  return { drawn: withBlocks(drawn, [...others, block]), block: id }
}

export function ungrouped(drawn: Drawn, block: string): Drawn {
  return withBlocks(
    drawn,
    drawn.drawing.blocks.filter(({ id }) => id !== block),
  )
}

export function blockChanged(drawn: Drawn, block: string, change: Partial<GraphBlock>): Drawn {
  return withBlocks(
    drawn,
    drawn.drawing.blocks.map((one) => (one.id === block ? { ...one, ...change } : one)),
  )
}

/** The block that a layer is in. */
export function blockOf({ drawing }: Drawn, layer: string): GraphBlock | undefined {
  return drawing.blocks.find((block) => block.layers.includes(layer))
}

/** A new argument of a block: a setting of one name in all its layers of one type is set by it. */
export function argumentAdded(drawn: Drawn, block: GraphBlock, type: string, setting: string): Drawn {
  const inside = new Set(block.layers)
  const targets = drawn.graph.layers.filter((layer) => inside.has(layer.id) && layer.type === type)
  const name = freeName(
    block.arguments.map((one) => one.name),
    setting,
  )
  const added = { name, settings: targets.map((layer) => ({ layer: layer.id, setting })) }
  return blockChanged(drawn, block.id, { arguments: [...block.arguments, added] })
}

export function argumentRemoved(drawn: Drawn, block: GraphBlock, name: string): Drawn {
  return blockChanged(drawn, block.id, { arguments: block.arguments.filter((one) => one.name !== name) })
}

/** Sets all that an argument stands for. */
export function argumentSet(drawn: Drawn, block: GraphBlock, name: string, value: FieldValue): Drawn {
  const found = block.arguments.find((one) => one.name === name)
  return found ? setAll(drawn, found.settings, value) : drawn
}

export function commented(drawn: Drawn, at: Place, text = ''): { drawn: Drawn; comment: string } {
  const { comments } = drawn.drawing
  const id = freeName(
    comments.map((comment) => comment.id),
    'comment',
  )
  const comment = { id, text, x: Math.round(at.x), y: Math.round(at.y), width: 200, height: 64 }
  return { drawn: withComments(drawn, [...comments, comment]), comment: id }
}

export function commentChanged(drawn: Drawn, comment: string, change: Partial<GraphComment>): Drawn {
  return withComments(
    drawn,
    drawn.drawing.comments.map((one) => (one.id === comment ? { ...one, ...change } : one)),
  )
}

export function commentsRemoved(drawn: Drawn, ids: readonly string[]): Drawn {
  return withComments(
    drawn,
    drawn.drawing.comments.filter(({ id }) => !ids.includes(id)),
  )
}
