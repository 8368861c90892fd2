// Training settings: what is right one by one but not together, and what is obeyed.
import { describe, expect, test } from 'vitest'
import { losses } from '../../main/engine/training/losses'
import { optimizers } from '../../main/engine/training/optimizers'
import { schedules } from '../../main/engine/training/schedules'
import { trainingFields } from '../../main/engine/training/fields'
import { freezeProblems } from '../../main/engine/training/contradictions'
import { checkTraining, trainingSettings } from '../../main/engine/training/settings'
import { AppError } from '../../shared/contract/errors'
import { defaultsOf, isShown } from '../../shared/fields'
import type { Field, Settings } from '../../shared/fields'
import { goals } from '../../shared/records'
import type { Goal } from '../../shared/records'

const defaults = defaultsOf(trainingFields)
const check = (settings: Settings, goal: Goal | null = null) =>
  checkTraining({ ...defaults, ...settings }, goal, 'training.')

/** Names of the settings that a form shows beside those of every run. */
function shownWith(settings: Settings): string[] {
  const all = { ...defaults, ...settings }
  return trainingFields.filter((field) => field.showWhen && isShown(field, all)).map(({ name }) => name)
}

test.each(goals)('the defaults are fine for a %s target', (goal) => {
  expect(check({}, goal)).toEqual([])
})

test.each<[string, string, Settings, Goal | null]>([
  ['training.clipWeightNorm', 'run/settings-contradict', { clipNorm: 1, clipWeightNorm: 1 }, null],
  ['training.clipValue', 'run/settings-contradict', { clipNorm: 1, clipValue: 1 }, null],
  ['training.warmupSteps', 'run/settings-contradict', { schedule: 'oneCycle', warmupSteps: 1 }, null],
  ['training.warmupSteps', 'run/settings-contradict', { stopAfterSteps: 100, warmupSteps: 100 }, null],
  ['training.labelSmoothing', 'run/settings-contradict', { loss: 'huber', labelSmoothing: 0.1 }, null],
  ['training.labelSmoothing', 'run/settings-contradict', { labelSmoothing: 0.1 }, 'regression'],
  ['training.loss', 'run/loss-not-for-goal', { loss: 'hinge' }, 'regression'],
  ['training.loss', 'run/loss-not-for-goal', { loss: 'meanSquaredError' }, 'multiclass'],
  ['training.loss', 'settings/bad-value', { loss: 'poisson' }, 'regression'],
  ['training.freeze', 'settings/bad-value', { freeze: 'dense' }, null],
  ['training.tier', 'settings/bad-value', { tier: 'fast' }, null],
  ['training.beta1', 'settings/bad-value', { beta1: 1 }, null],
])('%s: %s with %j', (path, code, settings, goal) => {
  const problems = check(settings, goal)
  expect(problems.map((problem) => [problem.path, problem.code])).toEqual([[path, code]])
  expect(Object.values(problems[0]?.message ?? {}).every((text) => /["“]/.test(text))).toBe(true)
})

test.each<[Settings, Goal]>([
  [{ labelSmoothing: 0.1 }, 'binary'],
  [{ labelSmoothing: 0.1, loss: 'categoricalCrossentropy' }, 'multiclass'],
  [{ loss: 'focal', focusing: 3 }, 'multiclass'],
  [{ loss: 'quantile', quantile: 0.9, clipValue: 1, warmupSteps: 10, stopAfterSteps: 11 }, 'regression'],
  [{ optimizer: 'sgd', beta1: 7 }, 'binary'],
])('%j is fine for a %s target', (settings, goal) => {
  expect(check(settings, goal)).toEqual([])
})

test('settings that are not usable are refused with all problems', () => {
  const refused = () => trainingSettings({ clipNorm: 1, clipValue: 1 })
  expect(refused).toThrow(AppError)
  expect(refused).toThrow('Gradients are clipped in two ways')
})

test('what another setting hides has its default', () => {
  const settings = trainingSettings({
    batching: 'full-batch',
    accumulate: 8,
    optimizer: 'adam',
    momentum: 0.5,
    beta1: 0.8,
  })
  expect(settings).toMatchObject({ batching: 'full-batch', accumulate: 1, optimizer: 'adam' })
  expect(settings.all).toMatchObject({ accumulate: 1, momentum: 0.9, beta1: 0.8 })
})

test('frozen layers are layers with weights', () => {
  const freeze = ['hidden', 'hiden']
  expect(freezeProblems({ freeze }, ['hidden', 'out']).map(({ code, message }) => [code, message.en])).toEqual([
    ['run/no-such-layer', 'There is no layer "hiden" with weights to freeze, expected one of hidden, out.'],
  ])
})

describe('a form shows the own settings of what is chosen, and no others', () => {
  const others = ['batchSize', 'accumulate']

  test.each(Object.values(optimizers))('$name', ({ name, fields }) => {
    const own = (fields as readonly Field[]).map((field) => field.name)
    expect(shownWith({ optimizer: name }).sort()).toEqual([...own, ...others].sort())
  })

  test.each(Object.values(schedules))('$name', ({ name, fields }) => {
    const own = (fields as readonly Field[]).map((field) => field.name)
    expect(shownWith({ optimizer: 'sgd', schedule: name }).sort()).toEqual([...own, ...others].sort())
  })

  test.each(Object.values(losses).filter((loss) => loss.goals.length > 0))('$name', ({ name, fields }) => {
    const own = (fields as readonly Field[]).map((field) => field.name)
    expect(shownWith({ optimizer: 'sgd', loss: name }).sort()).toEqual([...own, ...others].sort())
  })
})

test('one name is one field: entries that share a setting share all of it', () => {
  const all = [optimizers, losses, schedules].flatMap((registry) =>
    Object.values(registry).flatMap(({ fields }) => [...(fields as readonly Field[])]),
  )
  for (const field of all) expect(new Set(all.filter(({ name }) => name === field.name)).size, field.name).toBe(1)
  expect(new Set(trainingFields.map(({ name }) => name)).size).toBe(trainingFields.length)
})
