// Short messages at the corner of the window (done, undo) and the errors that were not looked at yet.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/errors'
import { asAppError } from './asAppError'

export interface Toast {
  id: number
  text: string
  undo: (() => Promise<void>) | null
}

export interface Trouble {
  id: number
  error: AppError
  at: string
}

const toastMs = 4_000
/** Time enough to change one's mind. */
const undoMs = 12_000
const keptTroubles = 100

export const useNotices = defineStore('notices', () => {
  const toasts = ref<Toast[]>([])
  const troubles = shallowRef<Trouble[]>([])
  /** The error that is shown right now, on top of everything. */
  const shown = shallowRef<Trouble | null>(null)
  let last = 0

  function say(text: string, undo: Toast['undo'] = null): void {
    const id = (last += 1)
    toasts.value = [...toasts.value.slice(-3), { id, text, undo }]
    setTimeout(() => dismiss(id), undo === null ? toastMs : undoMs)
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  /** Keeps the error for the status bar and shows it; what the user cancelled is no trouble. */
  function report(thrown: unknown): void {
    const error = asAppError(thrown)
    if (error.code.endsWith('/cancelled')) return
    const trouble = { id: (last += 1), error, at: new Date().toISOString() }
    troubles.value = [trouble, ...troubles.value].slice(0, keptTroubles)
    shown.value = trouble
  }

  function forgetTroubles(): void {
    troubles.value = []
    shown.value = null
  }

  /** Runs what a click asked for; an error is shown and null comes back. */
  async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action()
    } catch (thrown) {
      report(thrown)
      return null
    }
  }

  return { toasts, troubles, shown, say, dismiss, report, forgetTroubles, attempt }
})
