import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tableStep, tableSteps } from '../../../../main/engine/datasets/recipe/table'
import { checkSettings, defaultsOf } from '../../../../shared/fields'

const tests = ['columnsAndRows', 'events', 'given'].map((name) =>
  readFileSync(new URL(`./${name}.integration.test.ts`, import.meta.url), 'utf8'),
)

describe('the registry of table steps', () => {
  it.each(tableSteps.map((step) => [step.name, step] as const))('%s is tried and described', (name, step) => {
    expect(tests.join('\n')).toContain(`describe('${name}'`)
    expect(tableStep(name)).toBe(step)
    expect(step.label.zh).toMatch(/\p{Script=Han}/u)
    expect(step.summary.zh).toMatch(/\p{Script=Han}/u)
    expect(checkSettings(step.fields, defaultsOf(step.fields))).toEqual([])
  })

  it('has one step a name and none that an object is born with', () => {
    expect(new Set(tableSteps.map(({ name }) => name)).size).toBe(tableSteps.length)
    expect(tableStep('constructor')).toBeUndefined()
  })
})
