// The page's words in every language; a key that one of them lacks is a type error.
import { createI18n } from 'vue-i18n'
import { en } from './en'
import { zh } from './zh'
import type { KeysOf } from './messageTypes'

/** Every message by its dotted name. */
export type MessageKey = KeysOf<typeof en>

export const messages = { en, zh }

export const i18n = createI18n({ legacy: false, locale: 'en' as string, fallbackLocale: 'en', messages })
