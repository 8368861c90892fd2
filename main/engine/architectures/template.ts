// What a template is: a form of a few fields that draws a whole graph for a data set.
import type { DatasetFacts, Graph, TemplateInfo } from '../../../shared/records'
import type { LayerNode } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'

export interface Template extends TemplateInfo {
  /** The graph for settings that were checked, with inputs and head made to fit the data set. */
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

/** The last layer for a goal: one sigmoid unit, a softmax over the classes, or a linear unit for each number. */
export function head(facts: DatasetFacts, from: string): LayerNode {
  const shapes = {
    binary: { units: 1, activation: 'sigmoid' },
    multiclass: { units: facts.outputs ?? facts.classes.length, activation: 'softmax' },
    regression: { units: facts.outputs ?? 1, activation: 'linear' },
  }
  return { id: 'output', type: 'dense', settings: { ...shapes[facts.goal], l2: 0 }, inputs: [from] }
}
