// Which rows of a long list can be seen, so that only those are drawn: fixed row height, any number of rows.
import { computed, onMounted, onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

const overscan = 6

/** `count` rows of `rowHeight` pixels inside the scrolling element. */
export function useWindowing(scroller: Ref<HTMLElement | null>, count: () => number, rowHeight: number) {
  const top = ref(0)
  const height = ref(600)
  // Also when a view that was kept comes back: its scroll position is then the first again.
  const observer = new ResizeObserver(() => {
    height.value = scroller.value?.clientHeight ?? height.value
    onScroll()
  })
  onMounted(() => scroller.value && observer.observe(scroller.value))
  onScopeDispose(() => observer.disconnect())

  const totalHeight = computed(() => count() * rowHeight)
  const visible = computed(() => Math.ceil(height.value / rowHeight) + 2 * overscan)
  const first = computed(() => {
    const last = Math.max(0, count() - visible.value)
    return Math.min(last, Math.max(0, Math.floor(top.value / rowHeight) - overscan))
  })

  function onScroll(): void {
    top.value = scroller.value?.scrollTop ?? 0
  }

  /** Scrolls as little as needed for the row to be seen. */
  function reveal(index: number): void {
    const element = scroller.value
    if (!element || index < 0) return
    const start = index * rowHeight
    if (start < element.scrollTop) element.scrollTop = start
    else if (start + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = start + rowHeight - element.clientHeight
  }

  return { first, visible, totalHeight, onScroll, reveal }
}
