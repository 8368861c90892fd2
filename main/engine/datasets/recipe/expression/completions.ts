// What can be written at a place of an expression: columns, functions and words, for the editor's list.
import type { Completion, Completions } from '../../../../../shared/records'
import { stopped, typeNames } from './complaints'
import { expressionFunctions, signatureOf } from './functions'
import { keywords, tokenise } from './tokens'
import type { Token } from './tokens'
import { typeOfStorage } from './tree'
import type { ExpressionColumn } from './tree'

const mostItems = 50
const afterValue = ['and', 'or', 'in', 'not in', 'is missing', 'is not missing', 'between', 'then', 'else', 'end']
const beforeValue = ['not', 'case', 'true', 'false', 'missing']

/** Choices at a place (UTF-16 units from the start). None inside a text in quotation marks. */
export function completions(text: string, position: number, columns: readonly ExpressionColumn[]): Completions {
  const before = text.slice(0, position)
  const open = openName(before)
  if (open === 'text') return { from: position, to: position, items: [] }
  if (open !== null) return chosen(columnItems(columns), open.typed, { from: open.from, to: position })
  const typed = /[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.exec(before)?.[0] ?? ''
  const from = position - typed.length
  const rest = /^[\p{L}\p{M}\p{N}_]*/u.exec(text.slice(position))?.[0] ?? ''
  const ended = endsWithValue(text.slice(0, from))
  const items = ended ? wordItems(afterValue) : [...columnItems(columns), ...functionItems(), ...wordItems(beforeValue)]
  return chosen(items, typed, { from, to: position + rest.length })
}

/** The name that is being written in backticks or brackets; 'text' inside quotation marks; null otherwise. */
function openName(before: string): { from: number; typed: string } | 'text' | null {
  let closing = ''
  let from = 0
  const pairs = new Map([
    ["'", "'"],
    ['"', '"'],
    ['`', '`'],
    ['[', ']'],
  ])
  for (const [index, sign] of [...before.split('').entries()]) {
    if (closing !== '') closing = sign === closing ? '' : closing
    else if (pairs.has(sign)) [closing, from] = [pairs.get(sign) as string, index]
  }
  if (closing === '') return null
  return closing === "'" || closing === '"' ? 'text' : { from, typed: before.slice(from + 1) }
}

function endsWithValue(before: string): boolean {
  const last = tokensOf(before).at(-2)
  if (last === undefined) return false
  if (last.kind === 'keyword') return ['missing', 'true', 'false', 'end'].includes(last.value)
  return last.kind !== 'sign' || last.value === ')'
}

/** No token when the text before is broken: then everything is offered. */
function tokensOf(before: string): Token[] {
  try {
    return tokenise(before)
  } catch (error) {
    if (stopped(error) === undefined) throw error
    return []
  }
}

function columnItems(columns: readonly ExpressionColumn[]): Completion[] {
  return columns.map(({ name, storage }) => ({
    kind: 'column',
    label: name,
    insert: writtenName(name),
    detail: typeNames[typeOfStorage(storage)],
  }))
}

/** A column's name as an expression writes it: bare, or in backticks when it is odd or a word of the language. */
export function writtenName(name: string): string {
  const bare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !keywords.some((word) => word === name.toLowerCase())
  return bare ? name : `\`${name.replaceAll('`', '``')}\``
}

function functionItems(): Completion[] {
  return expressionFunctions.map((entry) => {
    const signature = signatureOf(entry)
    const detail = { en: `${signature}: ${entry.summary.en}`, zh: `${signature}：${entry.summary.zh}` }
    return { kind: 'function', label: entry.name, insert: `${entry.name}(`, detail }
  })
}

function wordItems(words: readonly string[]): Completion[] {
  return words.map((word) => ({ kind: 'word', label: word, insert: word, detail: { en: word, zh: word } }))
}

/** Labels that begin with what is typed, then those that contain it; capitals aside. */
function chosen(items: Completion[], typed: string, span: { from: number; to: number }): Completions {
  const wanted = typed.toLowerCase()
  const places = items.map((item) => ({ item, at: item.label.toLowerCase().indexOf(wanted) }))
  const starting = places.filter(({ at }) => at === 0)
  const containing = places.filter(({ at }) => at > 0)
  return { ...span, items: [...starting, ...containing].slice(0, mostItems).map(({ item }) => item) }
}
