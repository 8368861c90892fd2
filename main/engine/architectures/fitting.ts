// Which templates a data set suits: by what its arrays are, or, before they were made, by what its task makes of them.
import type { DatasetFacts, TemplateFamily, TemplateInfo } from '../../../shared/records'
import { madeUpFor, suits } from './template'
import type { Template } from './template'
import { templates } from './templates'

/** What the arrays of a task are like; those of every other task, and of none, are like a table's. */
const alike: Readonly<Record<string, TemplateFamily>> = { rating: 'pairs', topN: 'pairs', nextItem: 'histories' }

/** Stands for the facts of a data set whose arrays were not made yet. */
export function factsLike(task: string | undefined): DatasetFacts {
  return madeUpFor((task === undefined ? undefined : alike[task]) ?? 'table')
}

/** Every template as a form can draw it; with a data set, whether it reads that. */
export function templateInfos(facts?: DatasetFacts): TemplateInfo[] {
  return Object.values<Template>(templates).map(({ graph: _, ...info }) => {
    return facts === undefined ? info : { ...info, fits: suits(info.family, facts) && predictsAll(info, facts) }
  })
}

/** Whether the template has an output for each target of the data set. */
function predictsAll({ predictsSeveral }: Pick<Template, 'predictsSeveral'>, { alsoTargets = [] }: DatasetFacts): boolean {
  return alsoTargets.length === 0 || predictsSeveral === true
}
