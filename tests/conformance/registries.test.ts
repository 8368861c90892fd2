// What every catalogue entry keeps, without any native library: names, texts, fields and settings.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { layerTypes, templates } from '../../main/engine/architectures'
import { arrayTasks, driftChecks, leakChecks, recipeSteps, splitKinds } from '../../main/engine/datasets'
import { formats } from '../../main/engine/exports'
import { metrics, rankingMetrics } from '../../main/engine/metrics'
import { losses, optimizers, schedules, trainingFields } from '../../main/engine/training'
import { checkSettings, defaultsOf, languages } from '../../shared/fields'
import type { Field, FieldValue, Text } from '../../shared/fields'

interface Entry {
  name: string
  label: Text
  summary: Text
  fields?: readonly Field[]
}

const engine = fileURLToPath(new URL('../../main/engine/', import.meta.url))

const registries: [string, Record<string, Entry>][] = [
  ['architectures/layers', layerTypes],
  ['architectures/templates', templates],
  ['datasets/drift', driftChecks],
  ['datasets/interactions', arrayTasks],
  ['datasets/leaks', leakChecks],
  ['datasets/recipe', recipeSteps],
  ['datasets/splits', splitKinds],
  ['exports/formats', formats],
  ['metrics', metrics],
  ['metrics/ranking', rankingMetrics],
  ['training/losses', losses],
  ['training/optimizers', optimizers],
  ['training/schedules', schedules],
  [
    'training',
    {
      run: {
        name: 'run',
        label: { en: 'Run', zh: '运行' },
        summary: { en: 'Run', zh: '运行' },
        fields: trainingFields,
      },
    },
  ],
]
const entries = registries.flatMap(([folder, registry]) =>
  Object.entries(registry).map(([key, entry]) => ({ folder, key, entry, fields: entry.fields ?? [] })),
)

function filled(text: Text): boolean {
  return languages.every((language) => text[language].trim().length > 0)
}

/** A value of the right kind that the field does not allow. */
function badValue(field: Field): FieldValue {
  if (field.kind === 'number' || field.kind === 'integer') return field.max + 1
  if (field.kind === 'integers') return [field.max + 1]
  if (field.kind === 'choice') return 'no such option'
  if (field.kind === 'switch') return 'yes'
  // No text, no name of a column, and no list.
  return 7
}

describe.each(entries)('$folder/$key', ({ folder, key, entry, fields }) => {
  test('is called like its file and its line in the registry', () => {
    expect(entry.name).toBe(key)
    if (folder !== 'training') expect(existsSync(join(engine, folder, `${key}.ts`))).toBe(true)
  })

  test('has a label, a summary and field texts in every language', () => {
    const texts = fields.flatMap((field) => [
      field.label,
      field.help,
      ...('options' in field ? field.options.map((o) => o.label) : []),
    ])
    for (const text of [entry.label, entry.summary, ...texts]) expect(filled(text)).toBe(true)
  })

  test('has valid defaults that survive JSON', () => {
    const defaults = defaultsOf(fields)
    expect(checkSettings(fields, defaults)).toEqual([])
    expect(JSON.parse(JSON.stringify(defaults))).toEqual(defaults)
  })

  test('names the field of a bad setting, and a setting that it does not have', () => {
    for (const field of fields) {
      const visible = field.showWhen ? { [field.showWhen.field]: field.showWhen.in[0] ?? null } : {}
      const problems = checkSettings(fields, { ...defaultsOf(fields), ...visible, [field.name]: badValue(field) })
      expect(problems.map((problem) => problem.path)).toContain(field.name)
    }
    expect(checkSettings(fields, { ...defaultsOf(fields), stranger: 1 }).map((problem) => problem.path)).toEqual([
      'stranger',
    ])
  })
})

test('names are unique within a registry', () => {
  for (const [, registry] of registries) {
    const names = Object.values(registry).map((entry) => entry.name)
    expect(new Set(names).size).toBe(names.length)
  }
})
