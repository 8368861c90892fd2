// The registry of mendings by the code of what they mend, and the test that each of their graphs has to pass before it is shown.
import type { DatasetFacts, Graph, GraphProblem, GraphRemedy } from '../../../../shared/records'
import { checkedLayers } from '../check'
import { activation, inputs, moreOutputs, output, outputs, table } from './fit'
import type { Mending, Situation } from './remedy'
import { defaults } from './defaults'
import { shapes } from './shapes'
import { circle, count, nowhere, noOutput, sharing, strangers, twice, unknownType } from './wiring'

const mendings: Record<string, Mending> = {
  'architecture/shape-mismatch': shapes,
  'architecture/wrong-inputs': count,
  'architecture/unknown-input': strangers,
  'architecture/unknown-layer': unknownType,
  'architecture/duplicate-id': twice,
  'architecture/cycle': circle,
  'architecture/no-output': noOutput,
  'architecture/bad-share': sharing,
  'architecture/leads-nowhere': nowhere,
  'architecture/several-inputs': inputs,
  'architecture/unfit-input': inputs,
  'architecture/small-table': table,
  'architecture/several-outputs': outputs,
  'architecture/few-outputs': moreOutputs,
  'architecture/unfit-output': output,
  'architecture/unfit-activation': activation,
  'settings/bad-value': defaults,
  'settings/unknown-name': defaults,
}

/** Each remedy is a whole graph: of very many problems the first have some. */
const mostMended = 12
const mostRemedies = 4

interface Checking {
  graph: Graph
  facts: DatasetFacts | undefined
  problemsOf(graph: Graph): GraphProblem[]
}

/** The problems, each with what was found to mend it and to break nothing that was sound. */
export function withRemedies(problems: readonly GraphProblem[], checking: Checking): GraphProblem[] {
  if (problems.length === 0) return []
  const { graph, facts } = checking
  const nodes = new Map([...graph.layers].reverse().map((node) => [node.id, node]))
  const sound = new Map(checkedLayers(graph).layers.map((layer) => [layer.node.id, layer]))
  const before = { problems, situation: { graph, facts, nodes, sound } }
  return problems.map((problem, index) => (index < mostMended ? mended(problem, before, checking) : problem))
}

interface Before {
  problems: readonly GraphProblem[]
  situation: Situation
}

function mended(problem: GraphProblem, before: Before, { problemsOf }: Checking): GraphProblem {
  const remedies: GraphRemedy[] = []
  for (const candidate of mendings[problem.code]?.(problem, before.situation) ?? []) {
    if (remedies.length === mostRemedies) break
    if (mends(problem, problemsOf(candidate.graph), before)) remedies.push(candidate)
  }
  return remedies.length === 0 ? problem : { ...problem, remedies }
}

/** Found by looking at the wires alone, whatever shapes go along them. */
const alwaysSeen: ReadonlySet<string> = new Set(
  ['wrong-inputs', 'unknown-input', 'unknown-layer', 'duplicate-id', 'no-output'].map((what) => `architecture/${what}`),
)

/**
 * The problem is gone, and there is no new error but of layers that could not be looked at before: what was hidden behind the
 * problem comes to light.
 */
function mends(problem: GraphProblem, after: readonly GraphProblem[], { problems, situation }: Before): boolean {
  const keyOf = ({ code, path, message }: GraphProblem) => JSON.stringify([code, path, message.en])
  const old = new Set(problems.map(keyOf))
  if (after.some(({ code, path }) => code === problem.code && path === problem.path)) return false
  const hidden = ({ code, layer = '' }: GraphProblem) =>
    !alwaysSeen.has(code) && layer !== problem.layer && situation.nodes.has(layer) && !situation.sound.has(layer)
  return after.every((one) => one.severity !== 'error' || old.has(keyOf(one)) || hidden(one))
}
