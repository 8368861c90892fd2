// Boxes that were put elsewhere on the canvas, as places of layers: a frame takes its layers along. Pure.
import type { GraphBlock } from '../../../../shared/records'
import { leastComment } from '../../../components/graph/boxes'
import type { Size } from '../../../components/graph/boxes'
import { commentChanged, blockChanged } from './blocks'
import { placed } from './drawn'
import type { Drawn, Place } from './drawn'
import { commentId, frameId } from './picture'
import type { Picture } from './picture'

/** Every layer where it is now: from then on nothing moves by itself. */
export function settled(drawn: Drawn, picture: Picture): Drawn {
  const known = new Set(drawn.drawing.places.map(({ layer }) => layer))
  return placed(drawn, new Map([...picture.places].filter(([layer]) => !known.has(layer))))
}

/** Places by the id of the box, from the canvas' own origin. */
export function boxesMoved(drawn: Drawn, picture: Picture, moved: ReadonlyMap<string, Place>): Drawn {
  const onlyComments = [...moved.keys()].every((id) => id.startsWith('comment:'))
  const before = onlyComments ? drawn : settled(drawn, picture)
  const places = new Map<string, Place>()
  for (const block of drawn.drawing.blocks) {
    const to = moved.get(frameId(block.id))
    const box = picture.boxes.find(({ id }) => id === frameId(block.id))
    if (to && box) shift(block, { x: to.x - box.x, y: to.y - box.y }, picture, places)
  }
  for (const [id, place] of moved) if (picture.places.has(id)) places.set(id, place)
  const next = places.size > 0 ? placed(before, places) : before
  return drawn.drawing.comments.reduce((result, { id }) => {
    const to = moved.get(commentId(id))
    return to ? commentChanged(result, id, { x: Math.round(to.x), y: Math.round(to.y) }) : result
  }, next)
}

function shift({ layers }: GraphBlock, by: Place, picture: Picture, places: Map<string, Place>): void {
  for (const layer of layers) {
    const at = picture.places.get(layer)
    if (at) places.set(layer, { x: at.x + by.x, y: at.y + by.y })
  }
}

/** The chosen boxes a little further. */
export function nudged(drawn: Drawn, picture: Picture, ids: readonly string[], by: Place): Drawn {
  const moved = new Map<string, Place>()
  for (const id of ids) {
    const layer = picture.places.get(id)
    const box = picture.boxes.find((one) => one.id === id)
    const at = layer ?? box
    if (at) moved.set(id, { x: at.x + by.x, y: at.y + by.y })
  }
  return moved.size > 0 ? boxesMoved(drawn, picture, moved) : drawn
}

/** The chosen comments larger or smaller. */
export function resized(drawn: Drawn, ids: readonly string[], by: Size): Drawn {
  return drawn.drawing.comments.reduce((result, { id, width, height }) => {
    if (!ids.includes(commentId(id))) return result
    const size = {
      width: Math.max(leastComment.width, width + by.width),
      height: Math.max(leastComment.height, height + by.height),
    }
    return commentChanged(result, id, size)
  }, drawn)
}

/** A block folded or unfolded. Layers that were put in one place while they were folded away are arranged anew. */
export function folded(drawn: Drawn, block: GraphBlock, collapsed: boolean): Drawn {
  const next = blockChanged(drawn, block.id, { collapsed })
  const inside = new Set(block.layers)
  const own = next.drawing.places.filter(({ layer }) => inside.has(layer))
  const distinct = new Set(own.map(({ x, y }) => `${x},${y}`)).size
  if (collapsed || distinct === own.length) return next
  const places = next.drawing.places.filter(({ layer }) => !inside.has(layer))
  return { ...next, drawing: { ...next.drawing, places } }
}

/** All places given up: the canvas arranges everything. */
export function arrangedAnew(drawn: Drawn): Drawn {
  return { ...drawn, drawing: { ...drawn.drawing, places: [] } }
}
