// Every data set, architecture and run as an entry of the command palette.
import { computed } from 'vue'
import { useWords } from '../../composables/useWords'
import { useArchitectures } from '../../stores/architectures'
import { useDatasets } from '../../stores/datasets'
import { useNavigation } from '../../stores/navigation'
import { useRuns } from '../../stores/runs'
import type { Place } from '../../stores/navigation'

export function useThings() {
  const { t } = useWords()
  const navigation = useNavigation()
  const [datasets, architectures, runs] = [useDatasets(), useArchitectures(), useRuns()]

  function entry(place: Place, id: string, name: string) {
    const title = `${t(`places.${place}`)}: ${name}`
    return { id: `${place}-${id}`, title, keys: '', run: () => navigation.go(place, id) }
  }

  return computed(() => [
    ...datasets.list.map((dataset) => entry('datasets', dataset.id, dataset.name)),
    ...architectures.list.map((architecture) => entry('architectures', architecture.id, architecture.name)),
    ...runs.list.map((run) => entry('runs', run.id, `#${run.number} ${run.name}`)),
  ])
}
