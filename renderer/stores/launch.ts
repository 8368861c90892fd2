// The runs that are about to be launched: what was chosen on other screens lands here, on its way to the launch form.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import type { Settings } from '../../shared/fields/field'
import { defaultsOf, withDefaults } from '../../shared/fields/checkSettings'
import { useArchitectures } from './architectures'
import { useDatasets } from './datasets'
import { useNavigation } from './navigation'
import { useRuns } from './runs'

export const useLaunch = defineStore('launch', () => {
  const open = ref(false)
  const dataset = ref<string | null>(null)
  const architectures = ref<string[]>([])
  const training = ref<Settings>({})
  /** A run whose kept weights are begun with, or an architecture that came with weights; null draws them. */
  const startFrom = ref<string | null>(null)
  const seeds = ref<number[] | string>([1])
  /** Why the machine cannot hold what was asked for last; it can be launched all the same. */
  const tooLarge = shallowRef<AppError | null>(null)

  /** Opens the form with what is known so far. */
  function begin(chosen: { dataset?: string; architecture?: string } = {}): void {
    open.value = true
    tooLarge.value = null
    training.value = withDefaults(useRuns().fields, training.value)
    if (startFrom.value !== null && !useRuns().byId.has(startFrom.value) && !imported(startFrom.value)) startWith(null)
    if (chosen.architecture !== undefined) {
      architectures.value = [chosen.architecture]
      // Who trains a network that came with weights means to go on from them.
      if (startFrom.value === null && imported(chosen.architecture)) startWith(chosen.architecture)
    }
    dataset.value = chosen.dataset ?? known(dataset.value) ?? known(useNavigation().open.datasets) ?? newest()
    const [only, another] = useArchitectures().list
    if (architectures.value.length === 0 && only && !another) architectures.value = [only.id]
  }

  const imported = (id: string) => useArchitectures().byId.get(id)?.weights !== undefined
  const known = (id: string | null) => (id !== null && useDatasets().byId.has(id) ? id : null)
  const newest = () => useDatasets().list[0]?.id ?? null

  /** Begins with the weights of that run or imported architecture, or with drawn ones, and then no layer stays frozen unseen. */
  function startWith(from: string | null): void {
    startFrom.value = from
    if (from === null && frozen.value.length > 0) freeze([])
  }

  const frozen = computed(() => (Array.isArray(training.value['freeze']) ? training.value['freeze'].map(String) : []))

  /** Layers that keep the weights they begin with. */
  function freeze(layers: string[]): void {
    training.value = { ...training.value, freeze: layers }
  }

  /** Settings as by default; the run to start from stays, with its frozen layers. */
  function toDefaults(): void {
    training.value = { ...defaultsOf(useRuns().fields), freeze: frozen.value }
  }

  /** What was chosen of another workspace means nothing here. */
  function reset(): void {
    open.value = false
    dataset.value = null
    architectures.value = []
    startWith(null)
  }

  return {
    open,
    dataset,
    architectures,
    training,
    startFrom,
    frozen,
    seeds,
    tooLarge,
    begin,
    startWith,
    freeze,
    toDefaults,
    reset,
  }
})
