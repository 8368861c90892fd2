// Proposes which values of a column are spellings of one another: the user confirms them for the step mergeSpellings.
import type { SpellingGroup } from '../../../../../shared/records'
import { editDistance } from '../nearest'

export interface CountedValue {
  value: string
  count: number
}

/** Pairs are compared up to this many different forms; above it only the forms are. */
const mostForms = 3000

/**
 * Groups of two or more. Short words are told apart strictly: an edit is a mistyping from 4 characters on, two from 8
 * on; digits are never mistyped (A1 and A2 are two values), and a value joins the nearest more frequent one.
 */
export function similarSpellings(values: readonly CountedValue[]): SpellingGroup[] {
  const forms = new Map<string, CountedValue[]>()
  for (const entry of [...values].sort(byCount)) {
    const form = formOf(entry.value)
    forms.set(form, [...(forms.get(form) ?? []), entry])
  }
  const joined = joinMistypings([...forms.keys()])
  const groups = new Map<string, { members: CountedValue[]; typed: boolean }>()
  for (const [form, members] of forms) {
    const target = joined.get(form) ?? form
    const group = groups.get(target) ?? { members: [], typed: false }
    groups.set(target, { members: [...group.members, ...members], typed: group.typed || target !== form })
  }
  return [...groups.values()].filter(({ members }) => members.length > 1).map(proposal)
}

function proposal({ members, typed }: { members: CountedValue[]; typed: boolean }): SpellingGroup {
  const [first, ...others] = [...members].sort(byCount)
  return { to: first?.value ?? '', others: others.map(({ value }) => value), reason: typed ? 'typing' : 'form' }
}

/** Without capitals, accents, full width, blanks and signs between letters; a value of signs alone is kept as it is. */
export function formOf(value: string): string {
  const plain = value
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  const bare = plain.replace(/[^\p{L}\p{N}+.]/gu, '')
  return bare === '' ? plain.trim() : bare
}

/** Each rarer form that is a mistyping of a more frequent one, and which; `forms` most frequent first. */
function joinMistypings(forms: readonly string[]): Map<string, string> {
  const joined = new Map<string, string>()
  if (forms.length > mostForms) return joined
  forms.forEach((form, index) => {
    const most = allowance(form)
    const candidates = forms.slice(0, index).filter((other) => !joined.has(other) && sameDigits(form, other))
    let nearest = most + 1
    for (const other of candidates) {
      const distance = editDistance(form, other, Math.min(most, allowance(other)))
      if (distance < nearest && distance <= allowance(other)) {
        nearest = distance
        joined.set(form, other)
      }
    }
  })
  return joined
}

function allowance(form: string): number {
  const { length } = [...form]
  return length >= 8 ? 2 : length >= 4 ? 1 : 0
}

function sameDigits(a: string, b: string): boolean {
  return a.replace(/\P{N}/gu, '') === b.replace(/\P{N}/gu, '')
}

function byCount(a: CountedValue, b: CountedValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}
