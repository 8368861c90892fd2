// Where prepared rows enter a template's network: one table of numbers, or blocks by name brought into one row of numbers.
import type { BlockFacts, DatasetFacts, LayerNode } from '../../../shared/records'

/** Numbers that stand for a code. */
const codeWidth = 16

/**
 * The first layers, the last of which gives one row of numbers. Codes are looked up in a table of their own, 16 numbers
 * each; histories and windows are laid out flat; all of them are put behind one another.
 */
export function entrance({ width, blocks }: DatasetFacts): { layers: LayerNode[]; from: string } {
  if (blocks === undefined) {
    return { layers: [{ id: 'input', type: 'input', settings: { shape: [width] }, inputs: [] }], from: 'input' }
  }
  const chains = blocks.map(chainOf)
  const ends = chains.map((chain) => chain[chain.length - 1]?.id ?? '')
  const layers = chains.flat()
  const [only = ''] = ends
  if (ends.length === 1) return { layers, from: only }
  return { layers: [...layers, { id: 'joined', type: 'concatenate', settings: {}, inputs: ends }], from: 'joined' }
}

function chainOf({ name, shape, kind, size = 1 }: BlockFacts): LayerNode[] {
  const dtype = kind === 'codes' ? 'int32' : 'float32'
  const input = { id: name, type: 'input', settings: { shape, dtype }, inputs: [] }
  const flat = (from: string) => ({ id: `${name}Flat`, type: 'flatten', settings: {}, inputs: [from] })
  if (kind === 'numbers') return shape.length === 1 ? [input] : [input, flat(name)]
  const settings = { entries: size, width: codeWidth }
  const looked = { id: `${name}Embedded`, type: 'embedding', settings, inputs: [name] }
  return [input, looked, flat(looked.id)]
}
