// The open architecture as it is being changed: kept while one looks elsewhere, undone and redone, saved when asked.
import { computed } from 'vue'
import { withDefaults } from '../../../shared/fields/checkSettings'
import type { Architecture, Graph } from '../../../shared/records'
import type { Settings } from '../../../shared/fields/field'
import { sameDraft, useArchitectures } from '../../stores/architectures'
import type { Draft, Work } from '../../stores/architectures'
import { advanced, historyOf, redone, undone } from '../../stores/history'
import type { History } from '../../stores/history'
import type { Drawn } from './designer/drawn'
import { emptyDrawing } from './designer/drawn'

/** `id` is a record's, or `new`. */
export function useDraft(id: string) {
  const store = useArchitectures()
  const record = computed(() => store.byId.get(id) ?? null)
  const fieldsOf = (template: string) => store.templates.find((one) => one.name === template)?.fields ?? []

  /** What is kept in the works, unless the record was changed elsewhere and nothing of ours would be lost. */
  const work = computed<Work>(() => {
    const kept = store.works.get(id)
    const stale = kept !== undefined && kept.of !== (record.value?.updatedAt ?? null)
    if (kept && !(stale && !store.isChanged(id))) return kept
    const draft = fresh()
    return { history: historyOf(draft), stored: record.value ? draft : null, of: record.value?.updatedAt ?? null }
  })
  const draft = computed(() => work.value.history.now)
  const fields = computed(() => fieldsOf(draft.value.template))
  const changed = computed(() => work.value.stored === null || !sameDraft(work.value.history.now, work.value.stored))
  const canUndo = computed(() => work.value.history.past.length > 0)
  const canRedo = computed(() => work.value.history.future.length > 0)

  function fresh(): Draft {
    const old = record.value
    const template = old?.template ?? store.templates[0]?.name ?? ''
    const settings = withDefaults(fieldsOf(template), old?.settings ?? {})
    const graph = old?.graph ? { graph: old.graph } : {}
    const drawing = old?.drawing ? { drawing: old.drawing } : {}
    return { name: old?.name ?? '', template, settings, ...graph, ...drawing }
  }

  const keep = (history: History<Draft>) => store.works.set(id, { ...work.value, history })

  /** Changes about the same thing in a row, such as `typed` into one field, are undone as one. */
  function change(part: Partial<Draft>, about: string | null = null): void {
    keep(advanced(work.value.history, { ...draft.value, ...part }, about))
  }

  /** The beginning of a new one: there is nothing before it to go back to. */
  function begin(template: string, graph?: Graph): void {
    const settings = withDefaults(fieldsOf(template), {})
    const first = { name: draft.value.name, template, settings, ...(graph ? { graph } : {}) }
    store.works.set(id, { ...work.value, history: historyOf<Draft>(first) })
  }

  /** Another template: settings that both know are kept, and a graph that was drawn by hand is let go. */
  function useTemplate(template: string): void {
    const next = fieldsOf(template)
    const known = new Set(next.map((field) => field.name))
    const shared = Object.entries(draft.value.settings).filter(([name]) => known.has(name))
    const settings = withDefaults(next, Object.fromEntries(shared) as Settings)
    keep(advanced(work.value.history, { name: draft.value.name, template, settings }))
  }

  /** From now on the template draws it for each data set. */
  function letGoOfGraph(): void {
    const { name, template, settings } = draft.value
    keep(advanced(work.value.history, { name, template, settings }))
  }

  /** All of it as in another draft, such as an older version; can be undone like any change. */
  const replace = (next: Draft) => keep(advanced(work.value.history, next))

  /** The next document of the designer; the network is from then on what is drawn. */
  function draw({ graph, drawing }: Drawn, about: string | null = null): void {
    const bare = JSON.stringify(drawing) === JSON.stringify(emptyDrawing)
    const { drawing: _before, ...rest } = draft.value
    keep(advanced(work.value.history, { ...rest, graph, ...(bare ? {} : { drawing }) }, about))
  }

  /** It was stored as it is now, maybe for the first time; what can be undone stays. */
  function settle(saved: Architecture): void {
    const named = { ...draft.value, name: saved.name }
    const history = { ...work.value.history, now: named, lately: null }
    store.works.delete(id)
    store.works.set(saved.id, { history, stored: named, of: saved.updatedAt })
  }

  return {
    record,
    draft,
    fields,
    changed,
    canUndo,
    canRedo,
    change,
    begin,
    useTemplate,
    letGoOfGraph,
    replace,
    draw,
    settle,
    undo: () => keep(undone(work.value.history)),
    redo: () => keep(redone(work.value.history)),
  }
}

export type DraftInWork = ReturnType<typeof useDraft>
