// What a run is expected to hold, worked by hand, and what is said of one that is too large for a machine.
import { describe, expect, test } from 'vitest'
import { checkTemplate, madeUpFacts } from '../../main/engine/architectures'
import { expectedBytes, machineBytes, refuseTooLarge } from '../../main/engine/runs'
import { trainingSettings } from '../../main/engine/training'
import type { AppError } from '../../shared/contract/errors'

/** 193 parameters; its layers give 10, 16 and 1 numbers a row. */
const checked = checkTemplate('mlp', { hidden: [16] }, madeUpFacts)
const outputs = checked.layers.reduce((sum, { outputShape }) => sum + outputShape.reduce((a, b) => a * b, 1), 0)
const sgd = trainingSettings({ optimizer: 'sgd', keep: 'last' })

test('weights, gradients, slots, the best weights, and outputs for a batch are counted', () => {
  expect(checked.parameters).toBe(193)
  expect(expectedBytes(checked, sgd, 32)).toBe(4 * (193 + 193) + 4 * 32 * outputs)
  const adam = trainingSettings({ optimizer: 'adam', keep: 'best' })
  expect(expectedBytes(checked, adam, 1)).toBe(4 * (193 + 193 + 193 * 3) + 4 * outputs)
})

describe('a run that is too large', () => {
  const sizing = { name: 'Wide', checked, settings: sgd, batch: 1000, probedBytes: null }
  const thrown = (limit: number, probedBytes: number | null = null): AppError | null => {
    try {
      refuseTooLarge({ ...sizing, probedBytes }, limit)
      return null
    } catch (error) {
      return error as AppError
    }
  }

  test('is refused with the batch that would fit', () => {
    const limit = expectedBytes(checked, sgd, 300)
    expect(thrown(limit)?.code).toBe('run/too-large')
    expect(thrown(limit)?.text.en).toContain('1,000 rows in a batch')
    expect(thrown(limit)?.hint.en).toContain('at most 256 rows in a batch')
    expect(thrown(limit)?.hint.en).toContain('"hidden1" narrower, which has 176 of the 193 parameters')
  })

  test('is told that no batch would fit', () => {
    expect(thrown(1600)?.hint.en).toContain('One row in a batch is too much already')
  })

  test('is let through where it fits, and believed to a probe before the arithmetic', () => {
    expect(thrown(expectedBytes(checked, sgd, 1000))).toBeNull()
    expect(thrown(1e9, 2e9)?.text.en).toContain('2 GB')
    expect(thrown(1000, 999)).toBeNull()
  })
})

test('a machine has some memory', () => {
  expect(machineBytes()).toBeGreaterThan(1e8)
})
