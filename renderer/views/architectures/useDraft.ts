// The open architecture as it is being edited: kept while one looks elsewhere, saved when asked.
import { computed } from 'vue'
import { withDefaults } from '../../../shared/fields/checkSettings'
import type { Settings } from '../../../shared/fields/field'
import { useArchitectures } from '../../stores/architectures'
import type { Draft } from '../../stores/architectures'

/** `id` is a record's, or `new`. */
export function useDraft(id: string) {
  const store = useArchitectures()
  const record = computed(() => store.byId.get(id) ?? null)
  const fieldsOf = (template: string) => store.templates.find((one) => one.name === template)?.fields ?? []

  const draft = computed<Draft>(() => {
    const kept = store.drafts.get(id)
    if (kept) return kept
    const template = record.value?.template ?? store.templates[0]?.name ?? ''
    const settings = withDefaults(fieldsOf(template), record.value?.settings ?? {})
    return { name: record.value?.name ?? '', template, settings }
  })
  const fields = computed(() => fieldsOf(draft.value.template))
  const changed = computed(() => record.value === null || store.drafts.has(id))

  function change(part: Partial<Draft>): void {
    store.drafts.set(id, { ...draft.value, ...part })
  }

  /** Another template: settings that both know are kept. */
  function useTemplate(template: string): void {
    const next = fieldsOf(template)
    const known = new Set(next.map((field) => field.name))
    const shared = Object.entries(draft.value.settings).filter(([name]) => known.has(name))
    change({ template, settings: withDefaults(next, Object.fromEntries(shared) as Settings) })
  }

  return { record, draft, fields, changed, change, useTemplate }
}
