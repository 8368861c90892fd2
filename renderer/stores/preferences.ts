// What a person prefers: language, theme, the side bar. Kept by the page; the window's own process is told, for its menu.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { languages } from '../../shared/fields/text'
import type { Language } from '../../shared/fields/text'
import { desktop } from '../api'
import { isBoolean, isOneOf, keptRef } from './kept'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const usePreferences = defineStore('preferences', () => {
  const chosenLanguage = keptRef<Language | 'system'>('language', 'system', isOneOf([...languages, 'system']))
  const theme = keptRef<Theme>('theme', 'system', isOneOf(themes))
  const sidebar = keptRef('sidebar', true, isBoolean)
  const systemLanguage = ref<Language>(navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
  const systemDark = ref(false)

  const language = computed(() => (chosenLanguage.value === 'system' ? systemLanguage.value : chosenLanguage.value))
  const dark = computed(() => (theme.value === 'system' ? systemDark.value : theme.value === 'dark'))

  /** Reads the system's language and follows its light or dark; returns the undo. */
  async function follow(): Promise<() => void> {
    const query = window.matchMedia('(prefers-color-scheme: dark)')
    const update = () => (systemDark.value = query.matches)
    update()
    query.addEventListener('change', update)
    systemLanguage.value = (await desktop('desktop.surroundings', {})).language
    watch(language, (next) => desktop('desktop.setLanguage', { language: next }), { immediate: true })
    watch(theme, (next) => desktop('desktop.setTheme', { theme: next }), { immediate: true })
    return () => query.removeEventListener('change', update)
  }

  function toggleTheme() {
    theme.value = dark.value ? 'light' : 'dark'
  }

  function toggleLanguage() {
    chosenLanguage.value = language.value === 'en' ? 'zh' : 'en'
  }

  return { chosenLanguage, theme, sidebar, language, dark, follow, toggleTheme, toggleLanguage }
})
