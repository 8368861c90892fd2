// Schedules step by step against torch and Keras (tests/fixtures/schedules/make.py).
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { learningRateAt, scheduleOf, schedules } from '../../main/engine/training/schedules'
import type { Schedule } from '../../main/engine/training/schedules'
import type { Settings } from '../../shared/fields'

const fixture = JSON.parse(readFileSync(new URL('../fixtures/schedules/schedules.json', import.meta.url), 'utf8')) as {
  base: number
  steps: number
  stepsPerEpoch: number
  cases: { schedule: keyof typeof schedules; settings: Settings; peer: string; rates: number[] }[]
  losses: number[]
  plateaus: { settings: Settings; rates: number[] }[]
}
const { base, steps, stepsPerEpoch } = fixture

function near(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((rate, at) => expect(actual[at], `at ${at}`).toBeCloseTo(rate, 7))
}

test.each(fixture.cases)('$schedule with $settings is $peer', ({ schedule, settings, rates }) => {
  const own = scheduleOf(schedule)
  const found = rates.map((_, step) =>
    learningRateAt(own, { step, steps, stepsPerEpoch, settings, base, memory: own.memory }),
  )
  near(found, rates)
})

test.each(fixture.plateaus)('plateau with $settings is ReduceLROnPlateau', ({ settings, rates }) => {
  const { plateau } = schedules
  let memory = plateau.memory
  const found = fixture.losses.map((loss) => {
    memory = plateau.finished(memory, loss, settings)
    return plateau.rate({ step: 0, steps, stepsPerEpoch, settings, base, memory })
  })
  near(found, rates)
})

test('every schedule is compared', () => {
  const compared = new Set<string>(fixture.cases.map(({ schedule }) => schedule))
  expect(Object.keys(schedules).filter((name) => !compared.has(name))).toEqual(['plateau'])
})

describe.each(Object.values<Schedule>(schedules))('$name', (schedule) => {
  const rateAt = (step: number, planned: number, settings: Settings = {}) =>
    learningRateAt(schedule, { step, steps: planned, stepsPerEpoch: 1, settings, base, memory: schedule.memory })

  test('has a rate for every step of short runs, also when warm-up is longer than the run', () => {
    for (const planned of [1, 2, 3, 4]) {
      for (const settings of [{}, { warmupSteps: 2 }, { warmupSteps: 10 }, { riseShare: 1 }, { riseShare: 0.5 }]) {
        for (let step = 0; step < planned; step += 1) {
          const rate = rateAt(step, planned, settings)
          expect(
            Number.isFinite(rate) && rate >= 0 && rate <= base * (1 + 1e-12),
            `${step} of ${planned}: ${rate}`,
          ).toBe(true)
        }
      }
    }
  })

  test('remembers what JSON can keep', () => {
    const memory = schedule.finished(schedule.memory, 0.5, {})
    for (const kept of [schedule.memory, memory]) expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
  })
})
