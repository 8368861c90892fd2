import { describe, expect, it } from 'vitest'
import { compile, completions, expressionFunctions, signatureOf } from '../../../main/engine/datasets/recipe/expression'
import { editDistance, nearestName } from '../../../main/engine/datasets/recipe/nearest'

const columns = [
  { name: 'price', storage: 'DOUBLE' },
  { name: 'count', storage: 'BIGINT' },
  { name: 'city', storage: 'VARCHAR' },
  { name: 'bought', storage: 'TIMESTAMP' },
  { name: 'new', storage: 'BOOLEAN' },
  { name: 'odd "name`]', storage: 'BIGINT' },
  { name: '__proto__', storage: 'BIGINT' },
]

function problemOf(text: string, wanted?: 'boolean') {
  const result = compile(text, columns, wanted)
  if (!('problems' in result)) throw new Error(`"${text}" was accepted as ${result.sql}`)
  return result.problems
}

/** Code, from and to of the first problem. */
const faults: [text: string, code: string, from: number, to: number, said: string][] = [
  ['', 'expression/empty', 0, 0, 'empty'],
  ['   ', 'expression/empty', 0, 0, 'empty'],
  ['price + ', 'expression/unexpected', 8, 8, 'expected a value'],
  ['price price', 'expression/unexpected', 6, 11, 'Found "price" at character 7, expected an operator or the end'],
  ['(price', 'expression/unexpected', 6, 6, 'expected ")"'],
  ['price not 3', 'expression/unexpected', 10, 11, 'expected in or between'],
  ['price; drop', 'expression/unexpected', 5, 6, 'Found ";" at character 6'],
  ["city = 'Rome", 'expression/unclosed', 7, 12, 'is never closed'],
  ['`price', 'expression/unclosed', 0, 6, '"`" at character 1'],
  ['1.2.3', 'expression/bad-number', 0, 5, '"1.2.3"'],
  ['1e999', 'expression/bad-number', 0, 5, '"1e999"'],
  ['12abc', 'expression/bad-number', 0, 5, '"12abc"'],
  ['prise * 2', 'expression/unknown-column', 0, 5, 'Did you mean "price"?'],
  ['constructor', 'expression/unknown-column', 0, 11, 'no column "constructor"'],
  ['lenght(city)', 'expression/unknown-function', 0, 6, 'Did you mean "length"?'],
  ['toString(city)', 'expression/unknown-function', 0, 8, 'no function "toString"'],
  ['price + city', 'expression/wrong-type', 8, 12, 'Found a text at character 9, expected a number'],
  ['price = city', 'expression/wrong-type', 8, 12, 'expected a number'],
  ['new < true', 'expression/wrong-type', 0, 3, 'expected a number or a text or a date'],
  ['not price', 'expression/wrong-type', 4, 9, 'expected a condition'],
  ['year(city)', 'expression/wrong-type', 5, 9, 'expected a date'],
  ["if(new, 1, 'a')", 'expression/wrong-type', 11, 14, 'expected a number'],
  ['case when new then 1 else city end', 'expression/wrong-type', 26, 30, 'expected a number'],
  ["price in (1, 'a')", 'expression/wrong-type', 13, 16, 'expected a number'],
  ['round()', 'expression/wrong-arguments', 0, 7, 'expected round(x, digits?)'],
  ['abs(1, 2)', 'expression/wrong-arguments', 0, 9, 'expected abs(x)'],
]

describe('faults of an expression', () => {
  it.each(faults)('%j is %s from %i to %i', (text, code, from, to, said) => {
    const [first] = problemOf(text)
    expect(first).toMatchObject({ code, from, to, severity: 'error' })
    expect(first?.message.en).toContain(said)
    expect(first?.message.zh).not.toBe('')
    expect(first?.hint.zh).not.toBe(first?.hint.en)
  })

  it('are all told when several parts are wrong', () => {
    expect(problemOf('prise + citty').map(({ code }) => code)).toEqual([
      'expression/unknown-column',
      'expression/unknown-column',
    ])
  })

  it('name the type that is wanted of the whole', () => {
    expect(problemOf('price', 'boolean')[0]).toMatchObject({ code: 'expression/wrong-type', from: 0, to: 5 })
  })

  it.each([
    ['(', 5000],
    ['-', 5000],
    ['not ', 2000],
    ['1^', 4000],
    ['1+', 4000],
    ['price', 3000],
  ])('stop %j written many times before it can harm', (part, times) => {
    const [first] = problemOf(part.repeat(times) + '1')
    expect(first?.code).toBe('expression/too-complex')
  })

  it('stop SQL that would double at each level', () => {
    const nested = (depth: number): string => (depth === 0 ? 'price' : `if(${nested(depth - 1)} > 1, price / 2, 3)`)
    const levels = (depth: number): string => (depth === 0 ? 'price' : `(${levels(depth - 1)}) % 7`)
    expect(compile(nested(5), columns)).toHaveProperty('sql')
    expect(problemOf(levels(25))[0]?.code).toBe('expression/too-complex')
  })
})

describe('SQL of an expression', () => {
  it('quotes odd names and texts by our own functions', () => {
    expect(compile('`odd "name``]`', columns)).toEqual({ sql: '"odd ""name`]"', type: 'number' })
    expect(compile('[odd "name`]]]', columns)).toEqual({ sql: '"odd ""name`]"', type: 'number' })
    expect(compile(`'it''s'`, columns)).toEqual({ sql: `CAST('it''s' AS VARCHAR)`, type: 'text' })
    expect(compile(`"a 'b' ""c"""`, columns)).toEqual({ sql: `CAST('a ''b'' "c"' AS VARCHAR)`, type: 'text' })
    expect(compile('__proto__', columns)).toEqual({ sql: '"__proto__"', type: 'number' })
  })
})

describe('completions', () => {
  const labels = (text: string, position = text.length) =>
    completions(text, position, columns).items.map((item) => item.label)

  it('offers columns and functions that begin with what is typed, then those that contain it', () => {
    expect(completions('1 + co', 6, columns)).toMatchObject({ from: 4, to: 6 })
    expect(labels('1 + co').slice(0, 5)).toEqual(['count', 'coalesce', 'cos', 'contains', 'seconds'])
  })

  it('replaces the whole word around the cursor', () => {
    expect(completions('price > 1', 3, columns)).toMatchObject({ from: 0, to: 5 })
  })

  it('offers operators in words after a value and nothing inside a text', () => {
    expect(labels('price ')).toContain('is missing')
    expect(labels('price ')).not.toContain('count')
    expect(labels('price > ')).toContain('count')
    expect(labels("city = 'c")).toEqual([])
  })

  it('offers columns only in backticks and writes odd names so', () => {
    expect(completions('1 + `od', 7, columns)).toEqual({
      from: 4,
      to: 7,
      items: [expect.objectContaining({ kind: 'column', label: 'odd "name`]', insert: '`odd "name``]`' })],
    })
  })

  it('gives only what compiles when it is chosen', () => {
    for (const item of completions('', 0, columns).items.filter(({ kind }) => kind === 'column')) {
      expect(compile(item.insert, columns)).toHaveProperty('sql')
    }
  })
})

describe('functions', () => {
  it('each have one name, words in both languages and an example of their own', () => {
    const names = expressionFunctions.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const entry of expressionFunctions) {
      expect(entry.summary.zh).toMatch(/\p{Script=Han}/u)
      expect(signatureOf(entry).startsWith(`${entry.name}(`)).toBe(true)
      expect(entry.example.startsWith(`${entry.name}(`)).toBe(true)
    }
  })
})

describe('nearness of names', () => {
  // By hand, as restricted Damerau-Levenshtein is defined.
  it.each([
    ['kitten', 'sitting', 3, 3],
    ['abc', 'acb', 2, 1],
    ['ca', 'abc', 3, 3],
    ['', 'ab', 2, 2],
    ['same', 'same', 1, 0],
    ['a', 'abcdef', 2, 3],
  ])('%s and %s', (a, b, most, expected) => {
    expect(editDistance(a, b, most)).toBe(expected)
  })

  it('gives no name when none is near', () => {
    expect(nearestName('zzzz', ['price', 'city'])).toBeNull()
    expect(nearestName('PRICE', ['price'])).toBe('price')
  })
})
