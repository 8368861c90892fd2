// Settings against their field descriptions: each kind of field, each way of being wrong.
import { describe, expect, it } from 'vitest'
import { checkSettings, defaultsOf, withDefaults, type Field } from '../../shared/fields'

const text = { en: 'A thing', zh: '某物' }
const base = { label: text, help: text }
const fields: Field[] = [
  { ...base, kind: 'integer', name: 'epochs', default: 10, min: 1, max: 100 },
  { ...base, kind: 'number', name: 'rate', default: 0.1, min: 0, max: 1 },
  {
    ...base,
    kind: 'choice',
    name: 'kind',
    default: 'a',
    options: [
      { value: 'a', label: text },
      { value: 'b', label: text },
    ],
  },
  { ...base, kind: 'switch', name: 'on', default: false },
  { ...base, kind: 'text', name: 'word', default: '', maxLength: 5 },
  { ...base, kind: 'integers', name: 'hidden', default: [16], min: 1, max: 64, minLength: 1, maxLength: 3 },
  { ...base, kind: 'texts', name: 'layers', default: [], maxLength: 2, maxTextLength: 5 },
  { ...base, kind: 'number', name: 'momentum', default: 0.9, min: 0, max: 1, showWhen: { field: 'kind', in: ['b'] } },
]

describe('checking settings', () => {
  it('accepts the defaults', () => {
    expect(checkSettings(fields, defaultsOf(fields))).toEqual([])
  })

  it.each([
    ['epochs', 0],
    ['epochs', 1.5],
    ['epochs', NaN],
    ['epochs', '10'],
    ['rate', 1.01],
    ['rate', Infinity],
    ['kind', 'c'],
    ['on', 'true'],
    ['word', 'longer'],
    ['layers', 'one'],
    ['layers', ['a', 'b', 'c']],
    ['layers', ['longer']],
    ['layers', ['']],
    ['layers', [1]],
    ['hidden', []],
    ['hidden', [1, 2, 3, 4]],
    ['hidden', [0]],
    ['hidden', [1.5]],
    ['hidden', 16],
  ])('names %s when it is %j', (name, value) => {
    const problems = checkSettings(fields, { ...defaultsOf(fields), [name]: value }, 'training.')
    expect(problems.map(({ path, code }) => [path, code])).toEqual([[`training.${name}`, 'settings/bad-value']])
    expect(problems[0]?.message.en).toContain(JSON.stringify(value))
  })

  it('does not mind a field that is not shown', () => {
    expect(checkSettings(fields, { ...defaultsOf(fields), momentum: 7 })).toEqual([])
    expect(checkSettings(fields, { ...defaultsOf(fields), kind: 'b', momentum: 7 })).toHaveLength(1)
  })

  it('names a setting that no field has, also one called like a prototype key', () => {
    const settings = JSON.parse('{"__proto__": 1, "epoch": 5}') as Record<string, number>
    const codes = checkSettings(fields, withDefaults(fields, { epoch: 5 })).map(({ code }) => code)
    expect(codes).toEqual(['settings/unknown-name'])
    expect(Object.hasOwn(settings, '__proto__')).toBe(true)
    expect(checkSettings(fields, { ...defaultsOf(fields), ...{ ['constructor']: 1 } })).toHaveLength(1)
  })

  it('gives each record lists of its own', () => {
    const first = defaultsOf(fields)
    ;(first.hidden as number[]).push(5)
    expect(defaultsOf(fields).hidden).toEqual([16])
  })
})
