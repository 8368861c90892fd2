// Checks a graph that was drawn by hand: what it is, what does not fit the data set, and what mends each problem.
import type { ArchitectureCheck, DatasetFacts, Graph, GraphProblem } from '../../../shared/records'
import { check, checkedLayers } from './check'
import { fitProblems } from './fitProblems'
import { layerProblem } from './order'
import { withRemedies } from './remedies'

/** Without facts, what a data set would ask of it is left out. */
export function checkDrawn(graph: Graph, facts?: DatasetFacts): ArchitectureCheck {
  const problemsOf = (one: Graph): GraphProblem[] => drawnProblems(one, facts)
  return { ...check(graph), problems: withRemedies(problemsOf(graph), { graph, facts, problemsOf }) }
}

function drawnProblems(graph: Graph, facts: DatasetFacts | undefined): GraphProblem[] {
  const { layers, problems } = checkedLayers(graph)
  const unfit = facts === undefined ? [] : fitProblems(graph, layers, facts)
  return [...problems, ...unfit, ...nowhereProblems(graph)]
}

/** Layers that lead to no output are computed for nothing; the last of each way is named. */
function nowhereProblems(graph: Graph): GraphProblem[] {
  const feeding = new Set([...graph.layers.flatMap(({ inputs }) => inputs), ...graph.outputs])
  return graph.layers
    .filter(({ id }) => !feeding.has(id) && graph.outputs.length > 0)
    .map(({ id }) => {
      const message = {
        en: `Layer "${id}" leads nowhere, expected a layer that it feeds, or that it is the output.`,
        zh: `层“${id}”没有去向，应接到其他层，或作为输出。`,
      }
      return layerProblem(id, 'architecture/leads-nowhere', message, 'warning')
    })
}
