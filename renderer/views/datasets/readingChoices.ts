// What can be chosen of each part of a reading, with the words for it; marks that are not listed can be typed.
import type { Dialect } from '../../../shared/records'
import {
  badRowChoices,
  compressions,
  dateOrders,
  decimalMarks,
  tableFormats,
  thousandsMarks,
} from '../../../shared/records/reading'
import type { MessageKey } from '../../locales'

export type Say = (key: MessageKey) => string
export interface Choice<T extends string = string> {
  value: T
  label: string
}

/** In the order of their use; what is guessed otherwise is added. */
const encodings = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'],
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256'],
  ...['iso-8859-2', 'iso-8859-15', 'koi8-r'],
]

const markNames: Record<string, MessageKey> = {
  '': 'imports.noMark',
  ',': 'imports.comma',
  ';': 'imports.semicolon',
  '\t': 'imports.tab',
  '|': 'imports.bar',
  ' ': 'imports.space',
  '.': 'imports.point',
  '"': 'imports.doubleQuote',
  "'": 'imports.singleQuote',
  '\\': 'imports.backslash',
}

/** A mark as people name it: the word and the sign, or the sign alone. */
export function markName(mark: string, t: Say): string {
  const key = markNames[mark]
  if (key === undefined) return /^[\0-\x1f]$/.test(mark) ? codeName(mark) : mark
  return mark.trim() === '' ? t(key) : `${t(key)}  ${mark}`
}

/** What cannot be seen, as people write it: U+0001. */
function codeName(mark: string): string {
  return `U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

export const knownMarks = {
  delimiter: [',', ';', '\t', '|', '::', ' '],
  quote: ['"', "'", ''],
  escape: ['"', '\\', ''],
  comment: ['', '#', '//', '%'],
} as const satisfies Partial<Record<keyof Dialect, readonly string[]>>

export function encodingChoices(current: string): Choice[] {
  return [...new Set([...encodings, current])].map((value) => ({ value, label: value }))
}

export const formatChoices = (): Choice<Dialect['format']>[] => {
  const names = { csv: 'CSV', json: 'JSON', parquet: 'Parquet' }
  return tableFormats.map((value) => ({ value, label: names[value] }))
}

export const compressionChoices = (t: Say): Choice<Dialect['compression']>[] =>
  compressions.map((value) => ({ value, label: value === 'none' ? t('common.none') : value }))

export const decimalChoices = (t: Say): Choice<Dialect['decimal']>[] =>
  decimalMarks.map((value) => ({ value, label: markName(value, t) }))

export const thousandsChoices = (t: Say): Choice<Dialect['thousands']>[] =>
  thousandsMarks.map((value) => ({ value, label: markName(value, t) }))

export const dateChoices = (t: Say): Choice<Dialect['dateOrder']>[] =>
  dateOrders.map((value) => ({ value, label: t(`imports.dateOrders.${value === '' ? 'none' : value}`) }))

export const headerChoices = (t: Say): Choice<'yes' | 'no'>[] => [
  { value: 'yes', label: t('imports.yes') },
  { value: 'no', label: t('imports.no') },
]

export const badRowOptions = (t: Say): Choice<(typeof badRowChoices)[number]>[] =>
  badRowChoices.map((value) => ({ value, label: t(`imports.badRows.${value}`) }))

/** A part of a reading in words, such as `comma  ,` or `yes`. */
export function valueName(value: Dialect[keyof Dialect] | undefined, t: Say): string {
  if (typeof value === 'boolean') return t(value ? 'imports.yes' : 'imports.no')
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? markName(value, t) : String(value ?? '')
}
