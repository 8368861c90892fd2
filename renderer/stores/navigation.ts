// Where the person is: the place, and the thing that is open in each place.
import { defineStore } from 'pinia'
import { reactive, ref } from 'vue'

export const places = [
  'start',
  'datasets',
  'architectures',
  'runs',
  'boards',
  'exports',
  'playground',
  'settings',
] as const
export type Place = (typeof places)[number]

export const useNavigation = defineStore('navigation', () => {
  const place = ref<Place>('start')
  const open = reactive<Record<Place, string | null>>({
    start: null,
    datasets: null,
    architectures: null,
    runs: null,
    boards: null,
    exports: null,
    playground: null,
    settings: null,
  })
  const palette = ref(false)
  const shortcuts = ref(false)

  function go(to: Place, thing?: string | null): void {
    place.value = to
    if (thing !== undefined) open[to] = thing
  }

  /** Nothing is open any more; the place stays. */
  function closeAll(): void {
    for (const name of places) open[name] = null
  }

  return { place, open, palette, shortcuts, go, closeAll }
})
