// The label of a setting by its name, from whichever form draws it; settings of a comparison may carry a prefix.
import { computed } from 'vue'
import type { Field } from '../../shared/fields/field'
import { useArchitectures } from '../stores/architectures'
import { useRuns } from '../stores/runs'
import { useWords } from './useWords'

export function useSettingLabels(): (name: string) => string {
  const { say } = useWords()
  const runs = useRuns()
  const architectures = useArchitectures()
  const byName = computed(() => {
    const fields: Field[] = [...architectures.templates.flatMap((template) => template.fields), ...runs.fields]
    return new Map(fields.map((field) => [field.name, field]))
  })
  return (name) => {
    const field = byName.value.get(name) ?? byName.value.get(name.split('.').at(-1) ?? name)
    return field ? say(field.label) : name
  }
}
