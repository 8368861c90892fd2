// Records as JSON text and back, with the numbers that JSON has no word for: a diverged run's score may be NaN.

/** JSON of a record; NaN and the infinities become `{"$number": "NaN"}`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? { $number: String(part) } : part,
  )
}

/** The inverse of `toJson`. Throws a SyntaxError when the text is no JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    const word = wordOf(part)
    return word === null ? part : Number(word)
  })
}

const words: readonly unknown[] = ['NaN', 'Infinity', '-Infinity']

function wordOf(part: unknown): string | null {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, '$number')) return null
  const word = (part as { $number: unknown }).$number
  return words.includes(word) ? String(word) : null
}
