// Mends what does not fit the data set: inputs, tables of codes, and the last layer.
import type { DatasetFacts, Graph, GraphRemedy } from '../../../../shared/records'
import { codeTables, finalActivations, outputSize } from '../fitProblems'
import { fitGraph, headFor } from '../fit'
import { withSettings, without } from '../edits'
import { targetsOf } from '../template'
import { placeOf, remedy } from './remedy'
import type { Mending } from './remedy'

/** The inputs as the data set has them, with the tables behind them. */
export const inputs: Mending = ({ layer = '' }, { graph, facts }) => {
  if (facts === undefined) return []
  const { graph: fitted } = fitGraph(graph, facts, ['inputs', 'tables'])
  return [
    remedy('Fit the inputs to the data set', '使输入符合数据集', fitted),
    remedy(`Leave "${layer}" out`, `去掉“${layer}”`, without(graph, layer)),
  ]
}

export const table: Mending = ({ layer = '' }, { graph, facts, sound }) => {
  const found = facts && codeTables([...sound.values()], facts).find(({ id }) => id === layer)
  if (!found) return []
  const { size } = found
  const grown = withSettings(graph, layer, { entries: size })
  return [remedy(`Give "${layer}" ${size} entries`, `将“${layer}”的条目数设为 ${size}`, grown)]
}

export const outputs: Mending = (_problem, { graph, facts }) => {
  const targets = facts === undefined ? 1 : targetsOf(facts).length
  if (targets > 1) {
    const first = { ...graph, outputs: graph.outputs.slice(0, targets) }
    return [remedy(`Keep the first ${targets} outputs`, `仅保留前 ${targets} 个输出`, first)]
  }
  return graph.outputs
    .slice(0, 4)
    .map((id) => remedy(`Keep the output "${id}" only`, `仅保留输出“${id}”`, { ...graph, outputs: [id] }))
}

/** An output for each target that has none yet. */
export const moreOutputs: Mending = (_problem, { graph, facts }) => {
  if (facts === undefined) return []
  const { graph: fitted } = fitGraph(graph, facts, ['head'])
  return [remedy('Add an output for each target', '为每个目标添加输出', fitted)]
}

/** What the output is to give: as for a data set with its target alone. */
const factsOfOutput = (graph: Graph, id: string, facts: DatasetFacts): DatasetFacts =>
  targetsOf(facts)[graph.outputs.indexOf(id)] ?? facts

/** Units and activation of the last layer, where it has them, or a layer behind it. */
export const output: Mending = (problem, situation) => {
  const { graph, facts } = situation
  const place = placeOf(problem, situation)
  if (facts === undefined || place === null) return []
  const { id, type } = place.node
  const own = factsOfOutput(graph, id, facts)
  const made = headFor(graph, id, own)
  const kept = graph.outputs.map((one) => (one === id ? (made.outputs[0] ?? one) : one))
  const behind = remedy(`Add an output layer behind "${id}"`, `在“${id}”之后添加输出层`, { ...made, outputs: kept })
  return type === 'dense' ? [setting(graph, id, own), behind] : [behind]
}

function setting(graph: Graph, id: string, facts: DatasetFacts): GraphRemedy {
  const [units, curve] = [outputSize(facts), finalActivations[facts.goal]]
  const set = withSettings(graph, id, { units, activation: curve })
  return remedy(`Set ${units} units and ${curve} in "${id}"`, `将“${id}”设为 ${units} 个单元和 ${curve}`, set)
}

export const activation: Mending = ({ layer = '' }, { graph, facts }) => {
  if (facts === undefined) return []
  const curve = finalActivations[factsOfOutput(graph, layer, facts).goal]
  const set = withSettings(graph, layer, { activation: curve })
  return [remedy(`Set ${curve} in "${layer}"`, `将“${layer}”的激活函数设为 ${curve}`, set)]
}
