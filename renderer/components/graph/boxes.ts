// What the canvas draws: boxes and wires as plain data, whatever they stand for.

/** The sizes of boxes on the canvas; fixed, so that a layout needs no measuring. */
export const boxWidth = 192
export const boxHeight = 64
/** Room around the layers of a block, and for its name above them. */
export const framePadding = 16
export const frameHead = 28

export type Mark = 'added' | 'removed' | 'changed'

export interface LayerFace {
  title: string
  name: string
  settings: string
  shape: string
  parameters: string
  state: 'good' | 'warn' | 'bad' | 'unknown'
  /** Words for the state, and for being an output; empty for none. */
  stateText: string
  outputText: string
  mark?: { kind: Mark; text: string }
  family: string
}

export interface FrameFace {
  name: string
  note: string
  collapsed: boolean
  toggleText: string
  bad: boolean
}

export interface Size {
  width: number
  height: number
}

/** A comment is never drawn smaller. */
export const leastComment: Size = { width: 96, height: 40 }

export interface CommentFace {
  text: string
  label: string
  width: number
  height: number
}

interface BoxBase {
  id: string
  /** From the parent's corner, or the canvas' own origin. */
  x: number
  y: number
  width: number
  height: number
  /** Id of the frame that it is moved with. */
  parent?: string
}

export type Box =
  | (BoxBase & { kind: 'layer'; face: LayerFace })
  | (BoxBase & { kind: 'frame' | 'folded'; face: FrameFace })
  | (BoxBase & { kind: 'comment'; face: CommentFace })

export interface Wire {
  id: string
  from: string
  to: string
  text: string
  /** It does not fit; drawn so, not by colour alone. */
  wrong: boolean
  mark?: Mark
}
