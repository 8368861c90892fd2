// Where prepared rows enter a template's network: a table of numbers, or blocks by name, as one row, as steps or as fields.
import type { BlockFacts, DatasetFacts, LayerNode } from '../../../shared/records'
import { sketch } from './sketch'
import type { Sketch } from './sketch'

/** Numbers that stand for a code. */
const codeWidth = 16

/** The input layers: one for the table, or one for each block. */
export function enter({ add }: Sketch, { width, blocks }: DatasetFacts): void {
  if (blocks === undefined) return void add('input', 'input', [], { shape: [width] })
  for (const { name, shape, kind } of blocks)
    add(name, 'input', [], { shape, dtype: kind === 'codes' ? 'int32' : 'float32' })
}

/**
 * Everything that entered as one row of numbers. Codes are looked up in a table of their own, `width` numbers each;
 * histories and windows are laid out flat; all of them are put behind one another. `of` tells several such rows apart.
 */
export function asRow(paper: Sketch, { blocks }: DatasetFacts, { width = codeWidth, of = '' } = {}): string {
  if (blocks === undefined) return 'input'
  return joined(
    paper,
    `${of}joined`,
    blocks.map((block) => rowOf(paper, block, { width, of })),
  )
}

function rowOf({ add }: Sketch, block: BlockFacts, { width, of }: { width: number; of: string }): string {
  const { name, shape, kind, size = 1 } = block
  if (kind === 'numbers') return shape.length === 1 ? name : add(`${name}${of}Flat`, 'flatten', name)
  const looked = add(`${name}${of}Embedded`, 'embedding', name, { entries: size, width })
  return add(`${name}${of}Flat`, 'flatten', looked)
}

/** Laid behind one another; one alone stays as it is. */
export function joined({ add }: Sketch, id: string, from: readonly string[]): string {
  return from.length === 1 ? (from[0] as string) : add(id, 'concatenate', from)
}

/** The first layers and the one that gives everything as one row of numbers. */
export function entrance(facts: DatasetFacts): { layers: LayerNode[]; from: string } {
  const paper = sketch()
  enter(paper, facts)
  return { from: asRow(paper, facts), layers: paper.layers }
}

/** A sequence [time, width], and rows of numbers that stand beside it. */
export interface Steps {
  from: string
  time: number
  width: number
  beside: string[]
}

const isTimed = ({ shape, kind }: BlockFacts): boolean => (kind === 'codes' ? (shape[0] ?? 1) > 1 : shape.length > 1)

/**
 * Everything that entered as steps: the numbers of a table one behind another, a history or window with what is known of
 * its steps, or each user, item and row of numbers as a step. Codes of padding do not count.
 */
export function asSteps(paper: Sketch, facts: DatasetFacts, width = codeWidth): Steps {
  const { blocks } = facts
  if (blocks === undefined) {
    const from = paper.add('steps', 'reshape', 'input', { shape: [facts.width, 1] })
    return { from, time: facts.width, width: 1, beside: [] }
  }
  const timed = blocks.filter(isTimed)
  if (timed.length === 0) return blocksAsSteps(paper, blocks, width)
  const parts = timed.map(({ name, kind, size = 1 }) =>
    kind === 'numbers'
      ? name
      : paper.add(`${name}Embedded`, 'embedding', name, { entries: size, width, maskZero: true }),
  )
  const others = blocks.filter((block) => !isTimed(block))
  return {
    from: joined(paper, 'steps', parts),
    time: timed[0]?.shape[0] ?? 1,
    width: timed.reduce((sum, { kind, shape }) => sum + (kind === 'codes' ? width : (shape[1] ?? 1)), 0),
    beside: others.map((block) => rowOf(paper, block, { width, of: '' })),
  }
}

function blocksAsSteps(paper: Sketch, blocks: readonly BlockFacts[], width: number): Steps {
  const { add } = paper
  const parts = blocks.map(({ name, kind, size = 1 }) => {
    if (kind === 'codes') return add(`${name}Embedded`, 'embedding', name, { entries: size, width })
    const row = add(`${name}Projected`, 'dense', name, { units: width, activation: 'linear' })
    return add(`${name}Step`, 'reshape', row, { shape: [1, width] })
  })
  const [only = ''] = parts
  const from = parts.length === 1 ? only : add('steps', 'concatenate', parts, { axis: 'first' })
  return { from, time: parts.length, width, beside: [] }
}

/** Everything that entered as fields [fields, width]: a row of numbers for each number, code and step. */
export function asFields(paper: Sketch, { blocks }: DatasetFacts, width = codeWidth): string {
  const { add } = paper
  if (blocks === undefined) return add('fields', 'fieldEmbedding', 'input', { width })
  const parts = blocks.map(({ name, kind, shape, size = 1 }) => {
    if (kind === 'codes') return add(`${name}Embedded`, 'embedding', name, { entries: size, width })
    const row = shape.length === 1 ? name : add(`${name}Flat`, 'flatten', name)
    return add(`${name}Fields`, 'fieldEmbedding', row, { width })
  })
  return parts.length === 1 ? (parts[0] as string) : add('fields', 'concatenate', parts, { axis: 'first' })
}
