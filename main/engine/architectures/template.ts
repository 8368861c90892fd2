// What a template is: a form of a few fields that draws a whole graph for a data set.
import type { BlockFacts, DatasetFacts, Goal, Graph, TemplateFamily, TemplateInfo } from '../../../shared/records'
import type { LayerNode } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import type { Sketch } from './sketch'

export interface Template extends TemplateInfo {
  family: TemplateFamily
  /** True where it draws an output for each target of a data set with several. */
  predictsSeveral?: true
  /** The graph for settings that were checked, with inputs and head made to fit a data set that its family `suits`. */
  graph(settings: Settings, facts: DatasetFacts): Graph
}

/** What an architecture is checked on while no data set is chosen: ten numbers and a yes-or-no target. */
export const madeUpFacts: DatasetFacts = {
  goal: 'binary',
  width: 10,
  inputs: Array.from({ length: 10 }, (_, index) => `x${index + 1}`),
  classes: ['no', 'yes'],
  counts: { train: 0, validation: 0, test: 0 },
  droppedRows: 0,
}

const noTable = { ...madeUpFacts, width: 0, inputs: [] }
const madeUpUser: BlockFacts = { name: 'user', shape: [1], kind: 'codes', size: 1001 }

/** The same for recommenders: a thousand users and items, or histories of twenty items. */
const madeUp: Record<TemplateFamily, DatasetFacts> = {
  table: madeUpFacts,
  series: madeUpFacts,
  pairs: { ...noTable, classes: ['0', '1'], blocks: [madeUpUser, { ...madeUpUser, name: 'item' }] },
  histories: {
    ...{ ...noTable, goal: 'multiclass', classes: [], outputs: 1001 },
    blocks: [{ name: 'sequence', shape: [20], kind: 'codes', size: 1001 }, madeUpUser],
  },
}

/** Data that every template of the family can be drawn for. */
export function madeUpFor(family: TemplateFamily): DatasetFacts {
  return madeUp[family]
}

/** Whether the data set has what templates of the family read: any has, but for codes of users, items and histories. */
export function suits(family: TemplateFamily, { blocks = [], goal }: DatasetFacts): boolean {
  const hasCodes = (name: string) => blocks.some((block) => block.name === name && block.kind === 'codes')
  if (family === 'pairs') return hasCodes('user') && hasCodes('item') && goal !== 'multiclass'
  return family !== 'histories' || (hasCodes('sequence') && goal === 'multiclass')
}

const ends: Record<Goal, string> = { binary: 'sigmoid', multiclass: 'softmax', regression: 'linear' }

/** How many numbers the network is to give. */
export function outputsOf({ goal, outputs, classes }: DatasetFacts): number {
  if (goal === 'binary') return 1
  return outputs ?? (goal === 'multiclass' ? classes.length : 1)
}

/** The last layer for a goal: one sigmoid unit, a softmax over the classes, or a linear unit for each number. */
export function head(facts: DatasetFacts, from: string): LayerNode {
  const settings = { units: outputsOf(facts), activation: ends[facts.goal] as string, l2: 0 }
  return { id: 'output', type: 'dense', settings, inputs: [from] }
}

/** The facts of each target as though it were the only one, the first target first. */
export function targetsOf(facts: DatasetFacts): DatasetFacts[] {
  const { alsoTargets = [], ...one } = facts
  return [one, ...alsoTargets.map(({ goal, classes }) => ({ ...one, goal, classes }))]
}

/** The end of a network with a head for each target: `output`, `output2` and so on, each behind what `from` gives for it. */
export function headed(paper: Sketch, facts: DatasetFacts, from: (target: number) => string): Graph {
  const outputs = targetsOf(facts).map((target, index) => {
    const id = index === 0 ? 'output' : `output${index + 1}`
    paper.layers.push({ ...head(target, from(index)), id })
    return id
  })
  return { layers: paper.layers, outputs }
}

/** The end where `from` gives as many numbers already as the goal needs: its activation alone. */
export function ended({ add, graph }: Sketch, { goal }: DatasetFacts, from: string): Graph {
  return graph(add('output', 'activation', from, { activation: ends[goal] }))
}
