// What the designer remembers beyond one architecture: the open tab, the palette, the data set that shapes are shown for, and the copied layers.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { codeLanguages } from '../../shared/records/architecture'
import type { CodeLanguage } from '../../shared/records'
import { isBoolean, isOneOf, keptRef } from './kept'

export const designerTabs = ['graph', 'form', 'code', 'cost', 'versions'] as const
export type DesignerTab = (typeof designerTabs)[number]

export const useDesignerMemory = defineStore('designer', () => {
  const tab = keptRef<DesignerTab>('designer.tab', 'graph', isOneOf(designerTabs))
  const palette = keptRef('designer.palette', true, isBoolean)
  const dataset = ref<string | null>(null)
  const copied = shallowRef('')
  const language = keptRef<CodeLanguage>('designer.language', 'typescript', isOneOf(codeLanguages))
  const batch = ref(32)
  /** Two networks in one picture, or side by side. */
  const diff = keptRef<'merged' | 'beside'>('designer.diff', 'merged', isOneOf(['merged', 'beside'] as const))
  return { tab, palette, diff, dataset, copied, language, batch }
})
