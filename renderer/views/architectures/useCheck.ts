// What the engine says of the architecture as it is now, asked a moment after each change of what is computed.
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { checkSettings } from '../../../shared/fields/checkSettings'
import type { AppError } from '../../../shared/contract/errors'
import type { ArchitectureCheck } from '../../../shared/records'
import { asAppError } from '../../stores/asAppError'
import { useArchitectures } from '../../stores/architectures'
import type { DraftInWork } from './useDraft'

const delayMs = 120

/** `dataset` is the id that shapes are asked for; undefined for made-up inputs. */
export function useCheck({ draft, fields }: DraftInWork, dataset: Ref<string | undefined>) {
  const store = useArchitectures()
  const check = shallowRef<ArchitectureCheck | null>(null)
  const error = shallowRef<AppError | null>(null)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  // The drawing is left out: it changes nothing of what is computed.
  watch(
    [() => draft.value.template, () => draft.value.settings, () => draft.value.graph, dataset],
    (_now, before) => {
      clearTimeout(timer)
      timer = setTimeout(() => void run(), before[0] === undefined ? 0 : delayMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    asked += 1
  })

  async function run(): Promise<void> {
    const mine = (asked += 1)
    const { template, settings, graph } = draft.value
    // A template draws nothing from settings that are not allowed; the form says what is wrong with them.
    if (!graph && checkSettings(fields.value, settings).length > 0) return
    const fit = dataset.value === undefined ? {} : { dataset: dataset.value }
    try {
      const found = await store.check({ template, settings, ...(graph ? { graph } : {}), ...fit })
      if (mine !== asked) return
      check.value = found
      error.value = null
    } catch (thrown) {
      if (mine === asked) error.value = asAppError(thrown)
    }
  }

  return { check, error }
}
