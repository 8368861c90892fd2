// How templates read codes of users, items and histories.
import type { BlockFacts, DatasetFacts } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import type { Sketch } from './sketch'
import { outputsOf } from './template'

/** The block of that name; templates are drawn only for data sets that have theirs. */
export function blockOf({ blocks = [] }: DatasetFacts, name: string): BlockFacts {
  const found = blocks.find((block) => block.name === name)
  if (found === undefined) throw new Error(`no block is called ${name}`)
  return found
}

/** Where tables of factors begin: small normal numbers, so that products are near 0 at first. */
export const factors: Settings = { embeddingsInitialiser: 'randomNormal', spread: 0.05 }

/** The row of numbers of a code, out of a table of its own; `of` tells several tables of one code apart. */
export function lookedUp(
  { add }: Sketch,
  facts: DatasetFacts,
  { name, width, of = '' }: { name: string; width: number; of?: string },
): string {
  const entries = blockOf(facts, name).size ?? 1
  const table = add(`${name}${of}Embedded`, 'embedding', name, { ...factors, entries, width })
  return add(`${name}${of}`, 'flatten', table)
}

/** Rows of numbers that are known of a pair beside its codes. */
export function beside({ blocks = [] }: DatasetFacts): string[] {
  return blocks.filter(({ kind, shape }) => kind === 'numbers' && shape.length === 1).map(({ name }) => name)
}

/** The data set with its history alone, for templates that read nothing else. */
export function historyAlone(facts: DatasetFacts): DatasetFacts {
  return { ...facts, blocks: [blockOf(facts, 'sequence')] }
}

/** The history looked up step by step, [time, width]; padding does not count. */
export function history({ add }: Sketch, facts: DatasetFacts, width: number): string {
  const { name, size: entries = 1 } = blockOf(facts, 'sequence')
  return add('items', 'embedding', name, { ...factors, entries, width, maskZero: true })
}

/** The product of `from` [width] with every item's row of the table of `history`. */
export function scored(paper: Sketch, facts: DatasetFacts, from: string, width: number): string {
  return paper.share('items', 'scores', from, { ...factors, entries: outputsOf(facts), width, scores: true })
}
