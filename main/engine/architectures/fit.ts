// Makes a drawn graph fit a data set: its inputs, its tables of codes and its last layer; and says what was changed.
import type { Text } from '../../../shared/fields'
import type { BlockFacts, DatasetFacts, Graph, GraphFit, LayerNode } from '../../../shared/records'
import { checkedLayers } from './check'
import { freeId, renamed, withSettings } from './edits'
import { codeTables, finalActivations, outputSize } from './fitProblems'
import { sizeOf } from './layerType'
import { targetsOf } from './template'

const stages = ['inputs', 'tables', 'head'] as const
export type FitStage = (typeof stages)[number]

/** What is right already stays as it is; `said` is empty when all of it is. */
export function fitGraph(graph: Graph, facts: DatasetFacts, wanted: readonly FitStage[] = stages): GraphFit {
  const work: Record<FitStage, (fit: GraphFit) => GraphFit> = {
    inputs: (fit) => fitInputs(fit, facts),
    tables: (fit) => fitTables(fit, facts),
    head: (fit) => fitHead(fit, facts),
  }
  return wanted.reduce<GraphFit>((fit, stage) => work[stage](fit), { graph, said: [] })
}

const says = ({ said }: GraphFit, graph: Graph, en: string, zh: string): GraphFit => {
  return { graph, said: [...said, { en, zh } satisfies Text] }
}

const inputsOf = ({ layers }: Graph): LayerNode[] => layers.filter(({ type }) => type === 'input')

function fitInputs(fit: GraphFit, facts: DatasetFacts): GraphFit {
  return facts.blocks === undefined ? fitTable(fit, facts) : fitBlocks(fit, facts.blocks)
}

/** One input reads all prepared numbers; others hand what they fed over to it. */
function fitTable(fit: GraphFit, { width }: DatasetFacts): GraphFit {
  const [first, ...others] = inputsOf(fit.graph)
  if (first === undefined) return fit
  const alone = others.reduce((now, { id }) => {
    const kept = now.graph.layers.filter((layer) => layer.id !== id)
    const graph = renamed({ ...now.graph, layers: kept }, id, first.id)
    return says(now, graph, `Took "${first.id}" in place of the input "${id}".`, `用“${first.id}”代替了输入“${id}”。`)
  }, fit)
  return shaped(alone, first.id, { shape: axesOf(first, width), kind: 'numbers' })
}

/** `count` numbers in as many axes as the input has, where they go into them; a last axis keeps its size. */
function axesOf({ settings }: LayerNode, count: number): number[] {
  const shape = Array.isArray(settings.shape) ? (settings.shape as number[]) : [count]
  if (sizeOf(shape) === count) return [...shape]
  const rest = shape.slice(1)
  return count % sizeOf(rest) === 0 ? [count / sizeOf(rest), ...rest] : [count]
}

function shaped(fit: GraphFit, id: string, { shape, kind }: Pick<BlockFacts, 'shape' | 'kind'>): GraphFit {
  const before = fit.graph.layers.find((layer) => layer.id === id)?.settings ?? {}
  const dtype = kind === 'codes' ? 'int32' : 'float32'
  const isOther = (before.dtype ?? 'float32') !== dtype
  if (JSON.stringify(before.shape) === JSON.stringify(shape) && !isOther) return fit
  const graph = withSettings(fit.graph, id, { shape, ...(isOther && { dtype }) })
  const now = `[${shape.join(', ')}]`
  return says(fit, graph, `Gave the input "${id}" the shape ${now}.`, `将输入“${id}”的形状设为 ${now}。`)
}

/** By name first; then inputs that no block is called by take the blocks that are left, of their kind, in order. */
function fitBlocks(fit: GraphFit, blocks: readonly BlockFacts[]): GraphFit {
  const named = new Set(inputsOf(fit.graph).map(({ id }) => id))
  const left = blocks.filter(({ name }) => !named.has(name))
  const strangers = inputsOf(fit.graph).filter(({ id }) => !blocks.some(({ name }) => name === id))
  const given = strangers.reduce((now, input) => {
    const kind = input.settings.dtype === 'int32' ? 'codes' : 'numbers'
    const found = left.findIndex((block) => block.kind === kind)
    const [block] = found < 0 ? [] : left.splice(found, 1)
    return block === undefined ? unmet(now, input.id) : takenAs(now, input.id, block.name)
  }, fit)
  const read = blocks.filter(({ name }) => inputsOf(given.graph).some(({ id }) => id === name))
  const all = read.reduce((now, block) => shaped(now, block.name, block), given)
  return left.reduce((now, { name }) => {
    return says(now, now.graph, `Nothing reads "${name}" of the data set.`, `没有层读取数据集的“${name}”。`)
  }, all)
}

function takenAs(fit: GraphFit, from: string, to: string): GraphFit {
  const freed = fit.graph.layers.some(({ id }) => id === to)
    ? renamed(fit.graph, to, freeId(fit.graph, `${to}Layer`))
    : fit.graph
  return says(fit, renamed(freed, from, to), `Let the input "${from}" read "${to}".`, `让输入“${from}”读取“${to}”。`)
}

function unmet(fit: GraphFit, id: string): GraphFit {
  return says(
    fit,
    fit.graph,
    `The data set has nothing for the input "${id}".`,
    `数据集中没有可供输入“${id}”读取的内容。`,
  )
}

function fitTables(fit: GraphFit, facts: DatasetFacts): GraphFit {
  const wrong = codeTables(checkedLayers(fit.graph).layers, facts).filter(({ entries, size }) => entries !== size)
  return wrong.reduce((now, { id, size }) => {
    const graph = withSettings(now.graph, id, { entries: size })
    return says(
      now,
      graph,
      `Gave "${id}" ${size} entries, one for each code.`,
      `将“${id}”的条目数设为 ${size}，每个编号一个。`,
    )
  }, fit)
}

function fitHead(fit: GraphFit, facts: DatasetFacts): GraphFit {
  return targetsOf(facts).reduce((now, target, index) => {
    const id = now.graph.outputs[index]
    return id === undefined ? withMissingHead(now, target) : fitOneHead(now, target, id)
  }, fit)
}

/** One more output behind what the first one reads. */
function withMissingHead(fit: GraphFit, facts: DatasetFacts): GraphFit {
  const [first] = fit.graph.outputs
  const last = fit.graph.layers.find(({ id }) => id === first)
  const from = last?.type === 'dense' ? last.inputs[0] : last?.id
  if (from === undefined) return fit
  const made = headFor(fit.graph, from, facts)
  const graph = { ...made, outputs: [...fit.graph.outputs, ...made.outputs] }
  return says(fit, graph, `Added an output for one more target behind "${from}".`, `在“${from}”之后为另一个目标添加了输出。`)
}

function fitOneHead(fit: GraphFit, facts: DatasetFacts, id: string): GraphFit {
  const last = fit.graph.layers.find((layer) => layer.id === id)
  if (last === undefined) return fit
  const units = outputSize(facts)
  const curve = finalActivations[facts.goal]
  if (last.type === 'dense') {
    if (last.settings.units === units && last.settings.activation === curve) return fit
    const graph = withSettings(fit.graph, id, { units, activation: curve })
    return says(fit, graph, `Gave "${id}" ${units} units and ${curve}.`, `将“${id}”设为 ${units} 个单元和 ${curve}。`)
  }
  const shape = checkedLayers(fit.graph).layers.find(({ node }) => node.id === id)?.shape
  if (shape?.length === 1 && shape[0] === units) return fit
  const made = headFor(fit.graph, id, facts)
  const graph = { ...made, outputs: fit.graph.outputs.map((one) => (one === id ? (made.outputs[0] ?? one) : one)) }
  return says(fit, graph, `Added an output layer behind "${id}".`, `在“${id}”之后添加了输出层。`)
}

/** The graph with a dense layer for the goal behind `id`, which becomes the one output; rows of several axes are laid flat. */
export function headFor(graph: Graph, id: string, facts: DatasetFacts): Graph {
  const rank = checkedLayers(graph).layers.find(({ node }) => node.id === id)?.shape.length ?? 1
  const flat = freeId(graph, 'flatten')
  const settings = { units: outputSize(facts), activation: finalActivations[facts.goal] }
  const head = { id: freeId(graph, 'output'), type: 'dense', settings, inputs: [rank > 1 ? flat : id] }
  const before = rank > 1 ? [{ id: flat, type: 'flatten', settings: {}, inputs: [id] }] : []
  return { layers: [...graph.layers, ...before, head], outputs: [head.id] }
}
