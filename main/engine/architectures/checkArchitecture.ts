// Checks an architecture in whichever way it is described: the graph that was drawn by hand, or what its template draws.
import type { ArchitectureCheck, ArchitectureDraft, DatasetFacts, Graph } from '../../../shared/records'
import { checkDrawn } from './checkDrawn'
import { checkTemplate } from './checkTemplate'
import { leadingSomewhere } from './edits'

/** All that can be said of an architecture before training; without a data set, a template is drawn for made-up inputs. */
export function checkArchitecture(
  { template, settings, graph }: ArchitectureDraft,
  facts?: DatasetFacts,
): ArchitectureCheck {
  return graph === undefined ? checkTemplate(template, settings, facts) : checkDrawn(graph, facts)
}

/** The graph that is trained on a data set: without what leads nowhere, and without any layer when the template cannot draw it. */
export function graphOf(draft: ArchitectureDraft, facts: DatasetFacts): Graph {
  if (draft.graph !== undefined) return leadingSomewhere(draft.graph)
  return checkTemplate(draft.template, draft.settings, facts).graph
}
