// Checks a settings record against its field descriptions, and completes it with their defaults.
import type { Problem } from '../contract/errors'
import type { Field, FieldValue, Settings } from './field'
import type { Text } from './text'

/** The default of every field, as a settings record. */
export function defaultsOf(fields: readonly Field[]): Settings {
  return Object.fromEntries(fields.map((field) => [field.name, copyOf(field.default)]))
}

/** The settings with every missing field set to its default; names that no field has are kept, for `checkSettings` to name. */
export function withDefaults(fields: readonly Field[], settings: Settings): Settings {
  return { ...defaultsOf(fields), ...settings }
}

/** True when the field is to be shown, and so to be obeyed, for these settings. */
export function isShown(field: Field, settings: Settings): boolean {
  return field.showWhen === undefined || field.showWhen.in.includes(settings[field.showWhen.field] ?? null)
}

/** One problem for each setting that its field does not allow and for each name that no field has. */
export function checkSettings(fields: readonly Field[], settings: Settings, path = ''): Problem[] {
  const known = new Set(fields.map((field) => field.name))
  const strangers = Object.keys(settings).filter((name) => !known.has(name))
  return [
    ...strangers.map((name) => problem(path + name, 'settings/unknown-name', unknownName(name, [...known]))),
    ...fields
      .filter((field) => isShown(field, settings))
      .flatMap((field) => checkField(field, settings[field.name], path)),
  ]
}

function checkField(field: Field, value: FieldValue | undefined, path: string): Problem[] {
  const expected = expectation(field, value)
  if (expected === null) return []
  const shown = JSON.stringify(value ?? null)
  const message = {
    en: `${field.label.en} is "${shown}", expected ${expected.en}.`,
    zh: `“${field.label.zh}”的值为“${shown}”，应为${expected.zh}。`,
  }
  return [problem(path + field.name, 'settings/bad-value', message)]
}

/** What the field wants, when the value is not that; null when it is. */
function expectation(field: Field, value: FieldValue | undefined): Text | null {
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const whole = field.kind === 'integer'
      const fine = typeof value === 'number' && inRange(value, field) && (!whole || Number.isInteger(value))
      return fine ? null : rangeText(field, whole)
    }
    case 'choice': {
      const names = field.options.map((option) => option.value)
      return names.includes(String(value))
        ? null
        : { en: `one of ${names.join(', ')}`, zh: `以下之一：${names.join('、')}` }
    }
    case 'switch':
      return typeof value === 'boolean' ? null : { en: 'true or false', zh: 'true 或 false' }
    case 'text':
    case 'dataset':
    case 'column': {
      const limit = field.kind === 'text' ? field.maxLength : 1000
      const fine = typeof value === 'string' && value.length <= limit
      return fine ? null : { en: `a text of at most ${limit} characters`, zh: `不超过 ${limit} 个字符的文本` }
    }
    case 'texts':
      return isTexts(field, value) ? null : textsText(field)
    case 'integers':
      return isIntegers(field, value) ? null : integersText(field)
  }
}

function isTexts(field: Extract<Field, { kind: 'texts' }>, value: FieldValue | undefined): boolean {
  if (!Array.isArray(value) || value.length > field.maxLength) return false
  return value.every((item) => typeof item === 'string' && item.length > 0 && item.length <= field.maxTextLength)
}

function textsText({ maxLength, maxTextLength }: Extract<Field, { kind: 'texts' }>): Text {
  return {
    en: `at most ${maxLength} texts of 1 to ${maxTextLength} characters`,
    zh: `不超过 ${maxLength} 个长度为 1 到 ${maxTextLength} 个字符的文本`,
  }
}

function isIntegers(field: Extract<Field, { kind: 'integers' }>, value: FieldValue | undefined): boolean {
  if (!Array.isArray(value) || value.length < field.minLength || value.length > field.maxLength) return false
  return value.every((item) => typeof item === 'number' && Number.isInteger(item) && inRange(item, field))
}

function integersText(field: Extract<Field, { kind: 'integers' }>): Text {
  const { minLength, maxLength, min, max } = field
  return {
    en: `${minLength} to ${maxLength} whole numbers from ${min} to ${max}`,
    zh: `${minLength} 到 ${maxLength} 个介于 ${min} 与 ${max} 之间的整数`,
  }
}

function rangeText(field: { min: number; max: number }, whole: boolean): Text {
  return {
    en: `a ${whole ? 'whole ' : ''}number from ${field.min} to ${field.max}`,
    zh: `介于 ${field.min} 与 ${field.max} 之间的${whole ? '整数' : '数'}`,
  }
}

function unknownName(name: string, known: string[]): Text {
  return {
    en: `There is no setting "${name}". Known settings: ${known.join(', ')}.`,
    zh: `没有名为“${name}”的设置。可用的设置：${known.join('、')}。`,
  }
}

function problem(path: string, code: string, message: Text): Problem {
  const hint = { en: 'Change the value and try again.', zh: '请修改该值后重试。' }
  return { path, code, message, hint, severity: 'error' }
}

function inRange(value: number, range: { min: number; max: number }): boolean {
  return value >= range.min && value <= range.max
}

function copyOf(value: FieldValue | readonly number[] | readonly string[]): FieldValue {
  return Array.isArray(value) ? ([...value] as FieldValue) : (value as FieldValue)
}
