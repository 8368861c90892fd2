// An experiment file that says something twice or against itself is refused, in both languages, before anything is done.
import { describe, expect, it } from 'vitest'
import { refuseContradictions } from '../../main/engine/contradictions'
import { AppError } from '../../shared/contract/errors'
import { experimentSchema } from '../../shared/records/experiment'

const sound = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Line',
  data: { file: 'points.csv' },
  target: 'label',
  features: ['x', 'y'],
  ignore: ['z'],
  architectures: [
    { name: 'A', template: 'mlp' },
    { name: 'B', template: 'mlp' },
  ],
  seeds: [1, 2],
}

const graph = { layers: [], outputs: [] }

const said = (changes: object): AppError | null => {
  try {
    refuseContradictions(experimentSchema.parse({ ...sound, ...changes }))
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

describe('contradictions', () => {
  it('none in a sound experiment', () => expect(said({})).toBeNull())

  it('none without a target when there is a task', () =>
    expect(said({ target: undefined, task: { task: 'topN' } })).toBeNull())

  it.each([
    ['a target that is a feature', { features: ['x', 'label'] }, 'label'],
    ['a target that is ignored', { ignore: ['label'] }, 'label'],
    ['a feature that is ignored', { ignore: ['y'] }, 'y'],
    ['a feature named twice', { features: ['__proto__', '__proto__'] }, '__proto__'],
    ['a column ignored twice', { ignore: ['z', 'z'] }, 'z'],
    ['two types of a column', { types: ['date', 'text'].map((type) => ({ column: 'x', type })) }, 'x'],
    ['nothing to learn', { target: undefined }, 'target'],
    ['a feature with another role', { roles: [{ column: 'x', role: 'time' }] }, 'x'],
    ['a column with two roles', { roles: ['user', 'item'].map((role) => ({ column: 'w', role })) }, 'w'],
    ['a column prepared twice', { preparation: ['x', 'x'].map((column) => ({ column, steps: [] })) }, 'x'],
    ['two tables of one name', { tables: ['t', 't'].map((name) => ({ name, file: 'a.csv' })) }, 't'],
    ['two architectures of one name', { architectures: ['A', 'A'].map((name) => ({ name, template: 'mlp' })) }, 'A'],
    ['a seed named twice', { seeds: [7, 7] }, '7'],
    ['an architecture of neither kind', { architectures: [{ name: 'A' }] }, 'A'],
    ['an architecture of both kinds', { architectures: [{ name: 'A', template: 'mlp', graph }] }, 'A'],
    ['a drawn one with settings of a template', { architectures: [{ name: 'A', settings: {}, graph }] }, 'A'],
  ])('%s is refused by name', (_what, changes, name) => {
    const error = said(changes)
    expect(error?.code).toBe('experiment/contradiction')
    expect(error?.message).toContain(`"${name}"`)
    expect(error?.text.zh).toContain(`“${name}”`)
  })
})
