// What of a drawn graph does not fit a data set: inputs that it does not have, tables with too few rows, outputs that do not suit the goal.
import type { Text } from '../../../shared/fields'
import type { BlockFacts, DatasetFacts, Goal, Graph, GraphProblem } from '../../../shared/records'
import type { CheckedLayer } from './check'
import { layerProblem } from './order'
import { targetsOf } from './template'
import { sizeOf } from './layerType'

/** How many numbers a network is to give for each row. */
export function outputSize({ goal, outputs, classes }: DatasetFacts): number {
  return goal === 'binary' ? 1 : (outputs ?? (goal === 'multiclass' ? classes.length : 1))
}

/** What makes of a number an answer to the goal. */
export const finalActivations: Record<Goal, string> = { binary: 'sigmoid', multiclass: 'softmax', regression: 'linear' }

export function fitProblems(graph: Graph, layers: readonly CheckedLayer[], facts: DatasetFacts): GraphProblem[] {
  const problems = [...inputProblems(layers, facts), ...tableProblems(layers, facts)]
  return [...problems, ...outputProblems(graph, layers, facts)]
}

/** The block that an input reads: of a plain table all of its numbers, whatever the input is called. */
export function blockOf({ node }: Pick<CheckedLayer, 'node'>, { blocks, width }: DatasetFacts): BlockFacts | undefined {
  if (blocks === undefined) return { name: node.id, shape: [width], kind: 'numbers' }
  return blocks.find(({ name }) => name === node.id)
}

function inputProblems(layers: readonly CheckedLayer[], facts: DatasetFacts): GraphProblem[] {
  const inputs = layers.filter(({ type }) => type.inputs === 0)
  const told = facts.blocks === undefined ? inputs.slice(1).map(({ node }) => oneTable(node.id)) : []
  const wrong = inputs.filter((layer) => sizeOf(blockOf(layer, facts)?.shape ?? [0]) !== sizeOf(layer.shape))
  return [...told, ...wrong.map(({ node, shape }) => unfitInput(node.id, shape, facts))]
}

function oneTable(id: string): GraphProblem {
  return layerProblem(id, 'architecture/several-inputs', {
    en: `The data set is one table of numbers, which the input "${id}" would be the second to read, expected "1" input.`,
    zh: `该数据集是一张数值表，而输入“${id}”是第二个读取它的输入，应只有“1”个输入。`,
  })
}

function unfitInput(id: string, shape: readonly number[], { blocks, width }: DatasetFacts): GraphProblem {
  const known = blocks?.map((block) => `${block.name} [${block.shape.join(', ')}]`).join(', ') ?? `[${width}]`
  return layerProblem(id, 'architecture/unfit-input', {
    en: `The input "${id}" takes "[${shape.join(', ')}]", expected what the data set has: ${known}.`,
    zh: `输入“${id}”的形状为“[${shape.join(', ')}]”，应为数据集所具有的：${known}。`,
  })
}

/** Embeddings that look codes up right behind the input. */
export function codeTables(
  layers: readonly CheckedLayer[],
  facts: DatasetFacts,
): { id: string; entries: number; size: number }[] {
  const inputs = new Map(layers.filter(({ type }) => type.inputs === 0).map((layer) => [layer.node.id, layer]))
  return layers.flatMap(({ node }) => {
    const from = inputs.get(node.inputs[0] ?? '')
    if (node.type !== 'embedding' || node.settings.scores === true || from === undefined) return []
    const size = blockOf(from, facts)?.size
    return size === undefined ? [] : [{ id: node.id, entries: Number(node.settings.entries), size }]
  })
}

function tableProblems(layers: readonly CheckedLayer[], facts: DatasetFacts): GraphProblem[] {
  return codeTables(layers, facts).flatMap(({ id, entries, size }) => {
    if (entries >= size) return []
    const message = {
      en: `Layer "${id}" has "${entries}" entries, expected ${size} or more: the data set has so many codes.`,
      zh: `层“${id}”有“${entries}”个条目，应不少于 ${size}：数据集有这么多编号。`,
    }
    return [layerProblem(id, 'architecture/small-table', message)]
  })
}

function outputProblems(graph: Graph, layers: readonly CheckedLayer[], facts: DatasetFacts): GraphProblem[] {
  const targets = targetsOf(facts)
  const { outputs } = graph
  if (outputs.length > targets.length) return [severalOutputs(outputs, targets.length)]
  const lacking = outputs.length < targets.length && outputs.length > 0 ? [fewOutputs(outputs, targets.length)] : []
  return [...targets.flatMap((target, index) => problemsOfOutput(outputs[index], layers, target)), ...lacking]
}

function problemsOfOutput(
  id: string | undefined,
  layers: readonly CheckedLayer[],
  facts: DatasetFacts,
): GraphProblem[] {
  const last = layers.find(({ node }) => node.id === id)
  if (last === undefined) return []
  const wanted = outputSize(facts)
  const { node, shape } = last
  if (shape.length !== 1 || shape[0] !== wanted) return [unfitOutput(node.id, shape, wanted)]
  const { activation } = node.settings
  const suits = suiting[facts.goal]
  if (typeof activation !== 'string' || suits.includes(activation)) return []
  return [unfitActivation(node.id, activation, finalActivations[facts.goal])]
}

/** Final activations after which the losses of a goal are what they are called; others train, but often badly. */
const suiting: Record<Goal, readonly string[]> = {
  binary: ['sigmoid', 'hardSigmoid', 'linear', 'tanh'],
  multiclass: ['softmax'],
  regression: ['linear', 'softplus', 'exponential', 'leakyRelu', 'elu'],
}

function severalOutputs(outputs: readonly string[], targets: number): GraphProblem {
  const names = outputs.slice(0, 12).join(', ')
  const expected =
    targets === 1
      ? { en: 'one: the data set has one target', zh: '一个：数据集只有一个目标' }
      : { en: `${targets}: one for each target of the data set`, zh: `${targets} 个：数据集的每个目标一个` }
  return layerProblem(outputs[targets] ?? '', 'architecture/several-outputs', {
    en: `The network has the outputs "${names}", expected ${expected.en}.`,
    zh: `网络有多个输出“${names}”，应只有${expected.zh}。`,
  })
}

function fewOutputs(outputs: readonly string[], targets: number): GraphProblem {
  const names = outputs.slice(0, 12).join(', ')
  return layerProblem(outputs[0] ?? '', 'architecture/few-outputs', {
    en: `The network has the outputs "${names}", expected ${targets}: one for each target of the data set, in their order.`,
    zh: `网络的输出为“${names}”，应有 ${targets} 个：数据集的每个目标依次一个。`,
  })
}

function unfitOutput(id: string, shape: readonly number[], wanted: number): GraphProblem {
  const message: Text = {
    en: `The output "${id}" gives "[${shape.join(', ')}]", expected [${wanted}] for the target of the data set.`,
    zh: `输出“${id}”的形状为“[${shape.join(', ')}]”，按数据集的目标应为 [${wanted}]。`,
  }
  return layerProblem(id, 'architecture/unfit-output', message)
}

function unfitActivation(id: string, activation: string, wanted: string): GraphProblem {
  const message: Text = {
    en: `The output "${id}" ends with "${activation}", expected ${wanted} for the goal of the data set.`,
    zh: `输出“${id}”以“${activation}”结尾，按数据集的目标应为 ${wanted}。`,
  }
  return layerProblem(id, 'architecture/unfit-activation', message, 'warning')
}
