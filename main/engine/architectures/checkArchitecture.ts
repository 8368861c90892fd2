// Checks an architecture in whichever way it is described: the graph that was drawn by hand, or what its template draws.
import type { ArchitectureCheck, ArchitectureDraft, DatasetFacts, Graph } from '../../../shared/records'
import { check } from './check'
import { checkTemplate } from './checkTemplate'

/** All that can be said of an architecture before training; without a data set, a template is drawn for made-up inputs. */
export function checkArchitecture(
  { template, settings, graph }: ArchitectureDraft,
  facts?: DatasetFacts,
): ArchitectureCheck {
  return graph === undefined ? checkTemplate(template, settings, facts) : check(graph)
}

/** The graph of an architecture on a data set; without layers when the template cannot draw it. */
export function graphOf(draft: ArchitectureDraft, facts: DatasetFacts): Graph {
  return draft.graph ?? checkTemplate(draft.template, draft.settings, facts).graph
}
