// Tries the draft of a recipe a moment after each change, while somebody looks at it.
import { onScopeDispose, watch } from 'vue'
import { useRecipes } from '../../../stores/recipes'

const restMs = 350

export function useTrial(id: () => string, label: () => string): void {
  const recipes = useRecipes()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => recipes.draftOf(id()).entries,
    (entries, before) => {
      clearTimeout(timer)
      if (entries.length === 0 || recipes.trials.get(id())?.of === entries) return
      timer = setTimeout(() => void recipes.tryOut(id(), label()), before === undefined ? 0 : restMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
}
