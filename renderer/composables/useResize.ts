// Makes a panel resizable by pointer and by arrow keys, and keeps its size.
import { onScopeDispose } from 'vue'
import type { Ref } from 'vue'

interface Limits {
  min: number
  max: number
  /** 1 when the panel grows to the right, -1 when it grows to the left. */
  direction: 1 | -1
}

/** Handlers for a separator that changes `width` (pixels). */
export function useResize(width: Ref<number>, limits: Limits) {
  let release: (() => void) | null = null

  function set(next: number): void {
    width.value = Math.round(Math.min(limits.max, Math.max(limits.min, next)))
  }

  function onPointerdown(event: PointerEvent): void {
    const start = { x: event.clientX, width: width.value }
    const move = (next: PointerEvent) => set(start.width + limits.direction * (next.clientX - start.x))
    const stop = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', stop)
      release = null
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop)
    release = stop
    event.preventDefault()
  }

  function onKeydown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
    if (step === 0) return
    set(width.value + limits.direction * step)
    event.preventDefault()
  }

  onScopeDispose(() => release?.())
  return { onPointerdown, onKeydown }
}
