// The runs that are about to be launched: what was chosen on other screens lands here, on its way to the launch form.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Settings } from '../../shared/fields/field'
import { withDefaults } from '../../shared/fields/checkSettings'
import { useArchitectures } from './architectures'
import { useDatasets } from './datasets'
import { useNavigation } from './navigation'
import { useRuns } from './runs'

export const useLaunch = defineStore('launch', () => {
  const open = ref(false)
  const dataset = ref<string | null>(null)
  const architectures = ref<string[]>([])
  const training = ref<Settings>({})
  const seeds = ref<number[] | string>([1])

  /** Opens the form with what is known so far. */
  function begin(chosen: { dataset?: string; architecture?: string } = {}): void {
    open.value = true
    training.value = withDefaults(useRuns().fields, training.value)
    if (chosen.architecture !== undefined) architectures.value = [chosen.architecture]
    dataset.value = chosen.dataset ?? known(dataset.value) ?? known(useNavigation().open.datasets) ?? newest()
    const [only, another] = useArchitectures().list
    if (architectures.value.length === 0 && only && !another) architectures.value = [only.id]
  }

  const known = (id: string | null) => (id !== null && useDatasets().byId.has(id) ? id : null)
  const newest = () => useDatasets().list[0]?.id ?? null

  function reset(): void {
    open.value = false
    dataset.value = null
    architectures.value = []
  }

  return { open, dataset, architectures, training, seeds, begin, reset }
})
