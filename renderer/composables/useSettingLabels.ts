// The label of a setting by its name, from whichever form draws it; settings of a comparison may carry a prefix.
import { computed } from 'vue'
import type { Field } from '../../shared/fields/field'
import { useArchitectures } from '../stores/architectures'
import { useDatasets } from '../stores/datasets'
import { useRuns } from '../stores/runs'
import { useWords } from './useWords'

export function useSettingLabels(): (name: string) => string {
  const { say, t } = useWords()
  const runs = useRuns()
  const architectures = useArchitectures()
  const datasets = useDatasets()
  const byName = computed(() => {
    const forms = [...architectures.templates, ...datasets.splits]
    const fields: Field[] = [...forms.flatMap((form) => form.fields), ...runs.fields]
    return new Map(fields.map((field) => [field.name, field]))
  })
  /** What a comparison tells beside the forms' own settings. */
  const facts = computed(
    () =>
      new Map([
        ['dataset', t('boards.settings.dataset')],
        ['target', t('boards.settings.target')],
        ['inputs', t('boards.settings.inputs')],
        ['architecture', t('boards.settings.architecture')],
        ['template', t('boards.settings.template')],
        ['split.kind', t('boards.settings.splitKind')],
      ]),
  )
  return (name) => {
    const field = byName.value.get(name) ?? byName.value.get(name.split('.').at(-1) ?? name)
    return facts.value.get(name) ?? (field ? say(field.label) : name)
  }
}
