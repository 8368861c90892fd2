import { describe, expect, it } from 'vitest'
import {
  checkAssignments,
  assignedColumns,
  examples,
  proposeRoles,
  readinessOf,
  samples,
  splitKind,
} from '../../main/engine/datasets'
import { experimentSchema } from '../../shared/records'
import type { DatasetFacts } from '../../shared/records'
import { checkSettings } from '../../shared/fields'
import { column } from './columns'

const label = column('Revenue', {
  storage: 'VARCHAR',
  type: 'boolean',
  distinct: 2,
  top: [
    { value: 'FALSE', count: 845 },
    { value: 'TRUE', count: 155 },
  ],
})
const columns = [column('a', { missing: 3 }), column('when', { storage: 'VARCHAR', type: 'date' }), label]
const dataset = { columns, assignments: proposeRoles(columns) }
const facts: DatasetFacts = {
  goal: 'binary',
  width: 2,
  inputs: ['a', 'a (missing)'],
  classes: ['FALSE', 'TRUE'],
  counts: { train: 640, validation: 160, test: 200 },
  droppedRows: 0,
}

describe('readinessOf', () => {
  it('says what is predicted from what, and how often the positive value occurs', () => {
    const { sentence, goal } = readinessOf(dataset, facts, [])
    expect(goal).toBe('binary')
    expect(sentence.en).toBe(
      'Ready for: predicting Revenue (two values, TRUE in 15.5 % of rows) from 1 column (2 inputs after encoding).',
    )
    expect(sentence.zh).toBe('已就绪：由 1 列（编码后 2 个输入）预测 Revenue（两个值，15.5% 的行为 TRUE）。')
  })

  it('names the range of a number and the commonest of several classes', () => {
    const number = readinessOf(
      {
        columns: [column('a'), column('count', { min: 1, max: 977 })],
        assignments: proposeRoles([column('a'), column('count')]),
      },
      { ...facts, goal: 'regression', classes: [] },
      [],
    )
    expect(number.sentence.en).toContain('predicting count (a number from 1 to 977)')
    const several = readinessOf(dataset, { ...facts, goal: 'multiclass', classes: ['FALSE', 'MAYBE', 'TRUE'] }, [])
    expect(several.sentence.en).toContain('(3 classes, most often FALSE, in 84.5 % of rows)')
  })

  it('gives the first error when it is not ready', () => {
    const problems = checkAssignments(assignedColumns(columns, []))
    const { sentence, facts: none } = readinessOf({ columns, assignments: [] }, null, problems)
    expect(sentence.en).toBe('Not ready: No column is the target, expected one.')
    expect(none).toBeNull()
  })

  it('says in words what each column is used for', () => {
    expect(readinessOf(dataset, facts, []).uses.map(({ use }) => use.en)).toEqual([
      'A number, missing ones filled with the median and marked, standardised.',
      'Says when each row was: orders the rows.',
      'To be predicted, as one of two values.',
    ])
  })
})

describe('the examples', () => {
  it.each(Object.entries(examples))('%s is a valid experiment on a shipped sample', (_name, example) => {
    const experiment = experimentSchema.parse(example)
    expect('sample' in experiment.data && Object.hasOwn(samples, experiment.data.sample)).toBe(true)
    expect(
      checkSettings(splitKind(experiment.split?.kind ?? '')?.fields ?? [], experiment.split?.settings ?? {}),
    ).toEqual([])
  })
})
