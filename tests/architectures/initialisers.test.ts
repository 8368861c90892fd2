// First values of weights: bounds and moments by the formulas of the papers, the names as files, fields and texts like all entries.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { constraints, initialisers, regularisers } from '../../main/engine/architectures'
import { checkSettings, defaultsOf } from '../../shared/fields'
import type { Field, Settings } from '../../shared/fields'
import { createRandom } from '../../shared/numbers/random'

const draw = (name: keyof typeof initialisers, shape: number[], settings: Settings = {}, seed = 1) => {
  const { fields, draw: make } = initialisers[name]
  return make({ shape, random: createRandom(seed), settings: { ...defaultsOf(fields), ...settings } })
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float32Array) => {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length
}

// A kernel of a convolution over 3 places, 50 in and 200 out: fans of 150 and 600.
const shape = [3, 50, 200]
const aims = { glorot: 2 / (150 + 600), he: 2 / 150, lecun: 1 / 150 }

describe.each(['glorot', 'he', 'lecun'] as const)('%s', (family) => {
  test('uniform: variance and bound', () => {
    const values = draw(`${family}Uniform`, shape)
    const limit = Math.sqrt(3 * aims[family])
    expect(Math.abs(mean(values))).toBeLessThan(4 * Math.sqrt(aims[family] / values.length))
    expect(variance(values) / aims[family]).toBeCloseTo(1, 1)
    expect(Math.max(...values.subarray(0, 9999))).toBeLessThan(limit)
    expect(Math.max(...values.subarray(0, 9999))).toBeGreaterThan(limit * 0.99)
  })

  test('normal: variance after the cut at two deviations', () => {
    const values = draw(`${family}Normal`, shape)
    expect(variance(values) / aims[family]).toBeCloseTo(1, 1)
    expect(Math.max(...values.subarray(0, 9999))).toBeLessThan((2 * Math.sqrt(aims[family])) / 0.8796)
  })
})

test('normal numbers have the shape of the normal distribution: 68.3 and 95.4 in a hundred within one and two deviations', () => {
  const values = draw('randomNormal', [100_001], { mean: 3, deviation: 2 })
  expect(mean(values)).toBeCloseTo(3, 1)
  const within = (deviations: number) => values.filter((value) => Math.abs(value - 3) < 2 * deviations).length / 100_001
  expect(within(1)).toBeCloseTo(0.6827, 2)
  expect(within(2)).toBeCloseTo(0.9545, 2)
  expect(within(3)).toBeCloseTo(0.9973, 2)
})

test('truncated normal numbers never lie beyond two deviations', () => {
  const values = draw('truncatedNormal', [20_000], { mean: 1, deviation: 0.5 })
  expect(Math.max(...values)).toBeLessThanOrEqual(2)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
  expect(Math.sqrt(variance(values))).toBeCloseTo(0.5 * 0.8796, 1)
})

test.each([
  [[6, 4], 'columns'],
  [[4, 6], 'rows'],
  [[2, 3, 4], 'columns'],
])('an orthogonal matrix %j has orthonormal %s', (sizes, which) => {
  const columns = sizes.at(-1) as number
  const values = draw('orthogonal', sizes, { gain: 2 })
  const rows = values.length / columns
  const vectors =
    which === 'rows'
      ? Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)])
      : Array.from({ length: columns }, (_, column) => [...values.filter((_v, index) => index % columns === column)])
  for (const [i, a] of vectors.entries())
    for (const [j, b] of vectors.entries()) {
      const product = a.reduce((sum, value, index) => sum + value * (b[index] as number), 0)
      expect(product).toBeCloseTo(i === j ? 4 : 0, 5)
    }
})

test('the plain ones, by hand', () => {
  expect([...draw('zeros', [2])]).toEqual([0, 0])
  expect([...draw('ones', [2])]).toEqual([1, 1])
  expect([...draw('constant', [2], { value: 0.5 })]).toEqual([0.5, 0.5])
  expect([...draw('identity', [2, 3], { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0])
  expect([...draw('forgetGate', [8])]).toEqual([0, 0, 1, 1, 0, 0, 0, 0])
  expect(Math.max(...draw('randomUniform', [999], { limit: 0.1 }))).toBeLessThan(0.1)
})

test.each(Object.keys(initialisers) as (keyof typeof initialisers)[])('%s gives the same for the same seed', (name) => {
  const settings = defaultsOf(initialisers[name].fields)
  expect(draw(name, [8, 16], settings, 7)).toEqual(draw(name, [8, 16], settings, 7))
})

const entries = Object.entries({ initialisers, regularisers, constraints }).flatMap(([folder, registry]) =>
  Object.entries(registry).map(([key, entry]) => ({ folder, key, entry })),
)

test.each(entries)('$folder/$key is called like its file, with texts in both languages and valid defaults', (given) => {
  const { folder, key, entry } = given
  const file = fileURLToPath(new URL(`../../main/engine/architectures/${folder}/${key}.ts`, import.meta.url))
  expect(entry.name).toBe(key)
  expect(existsSync(file)).toBe(true)
  const fields: Field[] = entry.fields
  const texts = fields.flatMap((field) => [field.label, field.help])
  for (const { en, zh } of [entry.label, entry.summary, ...texts]) expect(en.length * zh.length).toBeGreaterThan(0)
  expect(checkSettings(entry.fields, defaultsOf(entry.fields))).toEqual([])
})
