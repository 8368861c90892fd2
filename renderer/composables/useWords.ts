// Words in the language at hand: the page's own by key, the engine's by choosing from its texts.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Language, Text } from '../../shared/fields/text'
import type { MessageKey } from '../locales'

type Values = Record<string, string | number>

export function useWords() {
  const i18n = useI18n({ useScope: 'global' })
  const language = computed<Language>(() => (i18n.locale.value === 'zh' ? 'zh' : 'en'))

  /** The message; with a number `n` among the values, its singular or plural. */
  function t(key: MessageKey, values: Values = {}): string {
    const plural = typeof values['n'] === 'number' ? values['n'] : 1
    return i18n.t(key, values, plural)
  }

  /** An engine's text. */
  function say(text: Text): string {
    return text[language.value]
  }

  return { t, say, language }
}
