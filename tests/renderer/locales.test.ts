// The page's words: the same keys and the same placeholders in every language, and nothing left untranslated.
import { describe, expect, it } from 'vitest'
import { messages } from '../../renderer/locales'

function flat(tree: object, path = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : [...flat(value as object, `${path}${key}.`)],
  )
  return new Map(entries)
}

/** A singular may leave the number out ("1 row"), so placeholders of all plural forms count together. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
}

const english = flat(messages.en)
const chinese = flat(messages.zh)

describe('locales', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    expect(english.size).toBeGreaterThan(250)
  })

  it('use no placeholder that the other language does not know', () => {
    const strange = [...chinese].filter(([key, text]) => {
      const known = placeholders(english.get(key) ?? '')
      return placeholders(text).some((one) => !known.includes(one))
    })
    expect(strange).toEqual([])
  })

  it('hold Chinese where English has words', () => {
    const same = [...chinese].filter(([key, text]) => text === english.get(key)).map(([key]) => key)
    expect(same.sort()).toEqual(['app.name', 'runs.library'])
  })
})
