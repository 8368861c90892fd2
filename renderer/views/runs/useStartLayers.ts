// The layers that could be frozen when runs begin with the weights of another run or an imported model, and what becomes of each.
import { computed, shallowRef, watch } from 'vue'
import type { ArchitectureCheck, ArchitectureDraft, LayerSummary, Run } from '../../../shared/records'
import { AppError } from '../../../shared/contract/errors'
import { useArchitectures } from '../../stores/architectures'
import { useDatasets } from '../../stores/datasets'
import { useLaunch } from '../../stores/launch'
import { useRuns } from '../../stores/runs'

/** `taken`: begins with those weights; otherwise they are drawn, for there are none, or of another size. */
export type Fate = 'taken' | 'otherSize' | 'notThere'

export interface StartLayer {
  id: string
  parameters: number
  /** Null where it is not known. */
  fate: Fate | null
}

/** Layers with weights that all of `networks` have, in the order of the first. */
export function startLayers(networks: readonly LayerSummary[][], start: readonly LayerSummary[] | null): StartLayer[] {
  const [first = [], ...others] = networks
  const shared = first.filter(({ id, parameters }) => parameters > 0 && others.every((one) => has(one, id)))
  return shared.map(({ id, parameters }) => {
    const own = networks.flatMap((network) => network.filter((layer) => layer.id === id))
    return { id, parameters, fate: start && fateOf(own, start) }
  })
}

const has = (layers: readonly LayerSummary[], id: string) =>
  layers.some((layer) => layer.id === id && layer.parameters > 0)

function fateOf(own: readonly LayerSummary[], start: readonly LayerSummary[]): Fate {
  const old = start.find(({ id }) => id === own[0]?.id)
  if (old === undefined) return 'notThere'
  return own.every((layer) => sizeOf(layer) === sizeOf(old)) ? 'taken' : 'otherSize'
}

const sizeOf = ({ type, parameters, outputShape }: LayerSummary) => JSON.stringify([type, parameters, outputShape])

/** Follows what is chosen in the launch form. */
export function useStartLayers() {
  const launch = useLaunch()
  const runs = useRuns()
  const architectures = useArchitectures()
  const datasets = useDatasets()
  const layers = shallowRef<StartLayer[]>([])
  const run = computed(() => runs.byId.get(launch.startFrom ?? '') ?? null)
  const imported = computed(() => {
    const architecture = architectures.byId.get(launch.startFrom ?? '')
    return architecture?.weights === undefined ? null : architecture
  })
  const start = computed(() => run.value ?? imported.value)
  let asked = 0

  const fitTo = (id: string | null) => (id !== null && datasets.byId.has(id) ? { dataset: id } : {})

  /** Null where the network cannot be worked out, as that of a run from another workspace. */
  async function checked(of: Pick<ArchitectureDraft, 'template' | 'settings' | 'graph'>, dataset: string | null) {
    const { template, settings, graph } = of
    try {
      return await architectures.check({
        template,
        settings: { ...settings },
        ...(graph && { graph }),
        ...fitTo(dataset),
      })
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  async function read(): Promise<StartLayer[]> {
    const chosen = launch.architectures.flatMap((id) => architectures.byId.get(id) ?? [])
    const [old, ...networks] = await Promise.all([
      run.value === null ? importedLayers() : layersOfRun(run.value),
      ...chosen.map((architecture) => checked(architecture, launch.dataset)),
    ])
    return startLayers(networks.filter(isKnown).map(layersOf), old)
  }

  async function layersOfRun({ dataset, architecture }: Run): Promise<LayerSummary[] | null> {
    const old = datasets.byId.has(dataset.id) ? await checked(architecture, dataset.id) : null
    return old && layersOf(old)
  }

  /** As they were when the file was read, whatever was drawn since. */
  async function importedLayers(): Promise<LayerSummary[] | null> {
    if (imported.value?.weights === undefined) return null
    const { id, weights } = imported.value
    const first = (await architectures.versions(id)).at(-1)
    const old = first === undefined ? null : await checked(first, null)
    return old && layersOf(old).filter((layer) => weights.layers.includes(layer.id))
  }

  watch(
    () => [start.value?.id, launch.dataset, [...launch.architectures].join()],
    async () => {
      const mine = (asked += 1)
      const found = start.value === null ? [] : await read()
      if (mine !== asked) return
      layers.value = found
      // A name that the chosen networks have not would be refused, and could not even be seen here.
      const names = found.map(({ id }) => id)
      launch.freeze(launch.frozen.filter((name) => names.includes(name)))
    },
    { immediate: true },
  )
  return { start, layers }
}

const isKnown = (check: ArchitectureCheck | null): check is ArchitectureCheck => check !== null
const layersOf = ({ layers }: ArchitectureCheck) => layers
