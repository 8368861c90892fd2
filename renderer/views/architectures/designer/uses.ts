// A block used several times: what is changed inside of one use is changed in all, but for the values of their arguments. Pure.
import type { GraphBlock, LayerNode } from '../../../../shared/records'
import type { Settings } from '../../../../shared/fields/field'
import { freeName, layerOf } from './drawn'
import type { Drawn } from './drawn'
import { removed } from './edits'

/** The other uses of the block. */
export function otherUses({ drawing }: Drawn, { id, like }: GraphBlock): GraphBlock[] {
  return like === undefined ? [] : drawing.blocks.filter((one) => one.like === like && one.id !== id)
}

/** The block on its own from now on. */
export function independent(drawn: Drawn, block: string): Drawn {
  const blocks = drawn.drawing.blocks.map((one) => {
    const { like: _before, ...rest } = one
    return one.id === block ? rest : one
  })
  return { ...drawn, drawing: { ...drawn.drawing, blocks } }
}

/**
 * Another use of a block. Where one layer feeds it and one layer leaves it, the new one comes behind it and takes over what
 * it fed and its being an output; else it stands beside it, fed by the same layers.
 */
export function usedAgain(drawn: Drawn, block: GraphBlock): { drawn: Drawn; block: string } {
  const { graph, drawing } = drawn
  const names = copyNames(drawn, block.layers)
  const nameOf = (id: string) => names.get(id) ?? id
  const [start, end] = [onlyStart(drawn, block), onlyEnd(drawn, block)]
  const inRow = start !== null && end !== null
  const feeding = (id: string) => names.get(id) ?? (inRow && id === start ? end : id)
  const copies = graph.layers
    .filter(({ id }) => names.has(id))
    .map(({ id, inputs, shares, ...rest }): LayerNode => {
      const owner = shares === undefined ? {} : { shares: nameOf(shares) }
      return { ...rest, id: nameOf(id), inputs: inputs.map(feeding), ...owner }
    })
  const inside = new Set(block.layers)
  const takenOver = (id: string) => (inRow && id === end ? nameOf(end) : id)
  const layers = graph.layers.map((layer) =>
    inside.has(layer.id) ? layer : { ...layer, inputs: layer.inputs.map(takenOver) },
  )
  const like = block.like ?? block.id
  const use = copyOf({ ...block, like }, drawn, names)
  const blocks = [...drawing.blocks.map((one) => (one.id === block.id ? { ...one, like } : one)), use]
  const next = { layers: [...layers, ...copies], outputs: graph.outputs.map(takenOver) }
  return { drawn: { graph: next, drawing: { ...drawing, blocks } }, block: use.id }
}

function copyOf(block: GraphBlock, { drawing }: Drawn, names: ReadonlyMap<string, string>): GraphBlock {
  const id = freeName(
    drawing.blocks.map((one) => one.id),
    block.id,
  )
  const name = freeName(
    drawing.blocks.map((one) => one.name),
    block.name,
  )
  return { ...block, id, name, ...renamedWithin(block, names) }
}

function renamedWithin(
  block: GraphBlock,
  names: ReadonlyMap<string, string>,
): Pick<GraphBlock, 'layers' | 'arguments'> {
  return {
    layers: block.layers.map((id) => names.get(id) ?? id),
    arguments: block.arguments.map(({ name, settings }) => ({
      name,
      settings: settings.map(({ layer, setting }) => ({ layer: names.get(layer) ?? layer, setting })),
    })),
  }
}

function copyNames({ graph }: Drawn, ids: readonly string[]): Map<string, string> {
  const taken = new Set(graph.layers.map(({ id }) => id))
  const names = new Map<string, string>()
  for (const id of ids) {
    const name = freeName(taken, id)
    taken.add(name)
    names.set(id, name)
  }
  return names
}

/** The one layer outside that feeds it; null where there are several, or none. */
function onlyStart({ graph }: Drawn, { layers }: GraphBlock): string | null {
  const inside = new Set(layers)
  const from = graph.layers.filter(({ id }) => inside.has(id)).flatMap(({ inputs }) => inputs)
  const outside = [...new Set(from.filter((id) => !inside.has(id)))]
  return outside.length === 1 ? (outside[0] ?? null) : null
}

/** The one layer inside that feeds something outside, or is an output. */
function onlyEnd({ graph }: Drawn, { layers }: GraphBlock): string | null {
  const inside = new Set(layers)
  const used = graph.layers.filter(({ id }) => !inside.has(id)).flatMap(({ inputs }) => inputs)
  const ends = [...new Set([...used, ...graph.outputs].filter((id) => inside.has(id)))]
  return ends.length === 1 ? (ends[0] ?? null) : null
}

/** After a change from `before` to `after`: where one use was changed inside, the others are made like it. */
export function alike(before: Drawn, after: Drawn): Drawn {
  const kinds = new Set(after.drawing.blocks.map(({ like }) => like).filter((like) => like !== undefined))
  return [...kinds].reduce((next, kind) => madeAlike(before, next, kind), after)
}

function madeAlike(before: Drawn, after: Drawn, kind: string): Drawn {
  const was = new Map(before.drawing.blocks.map((block) => [block.id, block]))
  const uses = after.drawing.blocks.filter(({ like }) => like === kind)
  const source = uses.find((block) => {
    const old = was.get(block.id)
    return old?.like === kind && inner(before, old) !== inner(after, block)
  })
  const old = source && was.get(source.id)
  if (!source || !old) return after
  return uses.reduce((next, { id }) => {
    const use = next.drawing.blocks.find((one) => one.id === id)
    const same = !use || id === source.id || !was.has(id) || inner(next, use) === inner(after, source)
    return same ? next : follow(next, use, { before, old, after, source })
  }, after)
}

const nothing: Omit<LayerNode, 'id'> = { type: '', settings: {}, inputs: [] }

/** All that uses of a block have in common, as text: types, settings that are no arguments, and the wires between its layers. */
function inner({ graph }: Drawn, block: GraphBlock): string {
  const at = new Map(block.layers.map((id, index) => [id, index]))
  const free = new Set(argumentKeys(block))
  const layers = block.layers.map((id) => {
    const { type, settings, inputs, shares } = layerOf(graph, id) ?? nothing
    const fixed = Object.entries(settings).filter(([name]) => !free.has(key(id, name)))
    return [type, fixed, inputs.map((from) => at.get(from) ?? 'outside'), shares && (at.get(shares) ?? 'outside')]
  })
  const args = block.arguments.map((one) => [
    one.name,
    one.settings.map(({ layer, setting }) => [at.get(layer), setting]),
  ])
  return JSON.stringify([layers, args])
}

const key = (layer: string, setting: string) => JSON.stringify([layer, setting])
const argumentKeys = (block: GraphBlock) =>
  block.arguments.flatMap(({ settings }) => settings.map(({ layer, setting }) => key(layer, setting)))

interface Change {
  before: Drawn
  /** The use that was changed, as it was and as it is. */
  old: GraphBlock
  after: Drawn
  source: GraphBlock
}

/** The use made like the source, with the values of its own arguments and fed by what fed it. */
function follow(drawn: Drawn, use: GraphBlock, change: Change): Drawn {
  const { before, old, after, source } = change
  const pairs = pairsOf(old, source, use)
  const outside = outsidePairs(before, old, drawn, use)
  const gone = old.layers.flatMap((id, index) => {
    const own = use.layers[index]
    return own !== undefined && !pairs.has(id) && layerOf(after.graph, id) === undefined && !isPaired(pairs, own)
      ? [own]
      : []
  })
  const left = removed(drawn, gone)
  const names = withNew(left, source, pairs)
  const inside = new Set(source.layers)
  const own = new Set(argumentKeys(use))
  const free = new Set(argumentKeys(source))
  const made = source.layers.flatMap((id): LayerNode[] => {
    const model = layerOf(after.graph, id)
    const name = names.get(id)
    if (!model || name === undefined) return []
    const mine = layerOf(left.graph, name)
    const kept = Object.entries(mine?.settings ?? {}).filter(
      ([setting]) => free.has(key(id, setting)) && own.has(key(name, setting)),
    )
    const settings: Settings = { ...model.settings, ...Object.fromEntries(kept) }
    const inputs = model.inputs.map((from) => (inside.has(from) ? names.get(from) : outside.get(from)) ?? from)
    const owner = model.shares === undefined ? {} : { shares: names.get(model.shares) ?? model.shares }
    return [{ id: name, type: model.type, settings, inputs, ...owner }]
  })
  return withUse(left, { ...use, ...renamedWithin(source, names) }, made)
}

const isPaired = (pairs: ReadonlyMap<string, string>, own: string) => [...pairs.values()].includes(own)

/** Layers of the source by those of the use: by their place before, also where one was only renamed. */
function pairsOf(old: GraphBlock, source: GraphBlock, use: GraphBlock): Map<string, string> {
  const now = new Set(source.layers)
  const then = new Set(old.layers)
  const pairs = new Map<string, string>()
  old.layers.forEach((id, index) => {
    const own = use.layers[index]
    const here = source.layers[index]
    const renamed = old.layers.length === source.layers.length && here !== undefined && !then.has(here) && !now.has(id)
    const current = now.has(id) ? id : renamed ? here : undefined
    if (own !== undefined && current !== undefined) pairs.set(current, own)
  })
  return pairs
}

/** What feeds the use from outside, by what fed the source before. */
function outsidePairs(before: Drawn, old: GraphBlock, drawn: Drawn, use: GraphBlock): Map<string, string> {
  const outer = ({ graph }: Drawn, { layers }: GraphBlock, index: number) =>
    (layerOf(graph, layers[index] ?? '')?.inputs ?? []).filter((from) => !layers.includes(from))
  const pairs = new Map<string, string>()
  old.layers.forEach((_id, index) => {
    const own = outer(drawn, use, index)
    outer(before, old, index).forEach((from, at) => {
      const mine = own[at]
      if (mine !== undefined) pairs.set(from, mine)
    })
  })
  return pairs
}

/** Names for what the use does not have yet. */
function withNew({ graph }: Drawn, source: GraphBlock, pairs: ReadonlyMap<string, string>): Map<string, string> {
  const taken = new Set(graph.layers.map(({ id }) => id))
  const names = new Map(pairs)
  for (const id of source.layers) {
    if (names.has(id)) continue
    const name = freeName(taken, id)
    taken.add(name)
    names.set(id, name)
  }
  return names
}

/** The layers in place of those of the same names; new ones stand at the end. */
function withUse({ graph, drawing }: Drawn, use: GraphBlock, made: readonly LayerNode[]): Drawn {
  const byId = new Map(made.map((layer) => [layer.id, layer]))
  const layers = graph.layers.map((layer) => byId.get(layer.id) ?? layer)
  const known = new Set(layers.map(({ id }) => id))
  const blocks = drawing.blocks.map((one) => (one.id === use.id ? use : one))
  const added = made.filter(({ id }) => !known.has(id))
  return { graph: { ...graph, layers: [...layers, ...added] }, drawing: { ...drawing, blocks } }
}
