// The widths of the side panels, kept for each place.
import { defineStore } from 'pinia'
import { isNumber, keptRef } from './kept'

export const usePanels = defineStore('panels', () => {
  const list = keptRef('panel.list', 240, isNumber)
  const inspector = keptRef('panel.inspector', 320, isNumber)
  return { list, inspector }
})
