// Taking a template, for a new architecture or in place of the one it has: as it is, or as a graph to be drawn on.
import { withDefaults } from '../../../shared/fields/checkSettings'
import type { Graph } from '../../../shared/records'
import { useArchitectures } from '../../stores/architectures'
import { useNotices } from '../../stores/notices'
import { emptyDrawing } from './designer/drawn'
import type { DraftInWork } from './useDraft'

export function useTemplateChoice(work: DraftInWork, dataset: () => string | undefined) {
  const store = useArchitectures()
  const notices = useNotices()

  /** What the template draws with its default settings; undefined when the engine could not tell, which was said. */
  async function drawnBy(template: string): Promise<Graph | undefined> {
    const fields = store.templates.find(({ name }) => name === template)?.fields ?? []
    const fit = dataset() === undefined ? {} : { dataset: dataset() as string }
    const input = { template, settings: withDefaults(fields, {}), ...fit }
    return (await notices.attempt(() => store.check(input)))?.graph
  }

  /** A new architecture begins with it: there is nothing to go back to. */
  async function begin(template: string, asGraph: boolean): Promise<void> {
    const graph = asGraph ? await drawnBy(template) : undefined
    if (!asGraph || graph) work.begin(template, graph)
  }

  /** In place of what there is, which can be undone. */
  async function change(template: string, asGraph: boolean): Promise<void> {
    const graph = asGraph ? await drawnBy(template) : undefined
    if (asGraph && !graph) return
    work.useTemplate(template)
    if (graph) work.draw({ graph, drawing: emptyDrawing })
  }

  const beginEmpty = () => work.begin(store.templates[0]?.name ?? '', { layers: [], outputs: [] })

  return { begin, beginEmpty, change }
}
