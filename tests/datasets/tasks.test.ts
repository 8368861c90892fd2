import { describe, expect, it } from 'vitest'
import { checkRoles, needsNoTarget, readinessOf, taskKinds, tasksOf } from '../../main/engine/datasets'
import type { TaskKind } from '../../main/engine/datasets'
import type { Column, Dataset, Role, Task } from '../../shared/records'
import { tasks } from '../../shared/records'
import { column } from './columns'

const user = column('userId', { storage: 'BIGINT', distinct: 943 })
const item = column('movieId', { storage: 'BIGINT', distinct: 1682 })
const stars = column('stars', { storage: 'BIGINT', distinct: 5 })
const when = column('timestamp', { storage: 'BIGINT', distinct: 49_282 })
const age = column('age', { storage: 'BIGINT', distinct: 61 })
const churn = column('churn', { storage: 'VARCHAR', type: 'boolean', distinct: 2 })
const sales = column('sales', { distinct: 300 })

type Given = readonly (readonly [Column, Role])[]

function assignmentsOf(given: Given): Dataset['assignments'] {
  return given.map(([{ name }, role]) => ({ column: name, role, reason: { en: '', zh: '' } }))
}

const columnsOf = (given: Given) => given.map(([each]) => each)
const readyFor = (given: Given) =>
  tasksOf(columnsOf(given), assignmentsOf(given))
    .filter(({ ready }) => ready)
    .map(({ task }) => task)

describe('tasksOf', () => {
  it('answers for every task, those that the table is ready for first', () => {
    const given: Given = [
      [user, 'user'],
      [item, 'item'],
    ]
    const answers = tasksOf(columnsOf(given), assignmentsOf(given))
    expect(answers.map(({ task }) => task).sort()).toEqual([...tasks].sort())
    expect(answers.map(({ ready }) => ready)).toEqual([true, false, false, false, false, false])
  })

  it.each([
    [
      'a flag and a number',
      [
        [age, 'feature'],
        [churn, 'target'],
      ],
      ['classification'],
    ],
    [
      'two numbers',
      [
        [age, 'feature'],
        [sales, 'target'],
      ],
      ['regression'],
    ],
    [
      'users and items',
      [
        [user, 'user'],
        [item, 'item'],
      ],
      ['topN'],
    ],
    [
      'users, items and ratings',
      [
        [user, 'user'],
        [item, 'item'],
        [stars, 'rating'],
      ],
      ['rating', 'topN'],
    ],
    [
      'users, items and times',
      [
        [user, 'user'],
        [item, 'item'],
        [when, 'time'],
      ],
      ['topN', 'nextItem'],
    ],
    [
      'times and a number',
      [
        [when, 'time'],
        [sales, 'target'],
      ],
      ['forecast'],
    ],
    [
      'times, a number and a feature',
      [
        [when, 'time'],
        [sales, 'target'],
        [age, 'feature'],
      ],
      ['regression', 'forecast'],
    ],
    ['nothing', [[age, 'feature']], []],
  ] as [string, Given, Task[]][])('%s', (_what, given, expected) => {
    expect(readyFor(given)).toEqual(expected)
  })

  it('says in a sentence how the next item is learnt, and what each column is for', () => {
    const given: Given = [
      [user, 'user'],
      [item, 'item'],
      [when, 'time'],
    ]
    const answer = tasksOf(columnsOf(given), assignmentsOf(given)).find(({ task }) => task === 'nextItem')
    expect(answer?.sentence).toEqual({
      en: 'Ready for next item: the "movieId" that a "userId" comes to next is predicted from those before it in the order of "timestamp".',
      zh: '可用于下一物品：按 “timestamp” 的顺序，由 “userId” 之前的 “movieId” 预测下一个。',
    })
    expect(answer?.uses.map(({ column: name }) => name)).toEqual(['userId', 'movieId', 'timestamp'])
  })

  it('names what is missing with what to do', () => {
    const words = column('moment', { storage: 'VARCHAR', type: 'text', distinct: 900 })
    const given: Given = [
      [user, 'user'],
      [words, 'time'],
    ]
    const answer = tasksOf(columnsOf(given), assignmentsOf(given)).find(({ task }) => task === 'nextItem')
    expect(answer?.sentence.en).toBe('Not ready for next item: 2 things are missing.')
    expect(answer?.missing.map(({ en }) => en)).toEqual([
      'A column that says what the row is about: give it the role item.',
      '"moment" holds words, not times: change its type to date or number, or convert it in the recipe.',
    ])
  })

  it.each([
    [
      'classification',
      [
        [age, 'feature'],
        [sales, 'target'],
      ],
      'change its type to category',
    ],
    [
      'classification',
      [
        [age, 'feature'],
        [column('k', { type: 'category', distinct: 5000 }), 'target'],
      ],
      '1000 classes',
    ],
    [
      'regression',
      [
        [age, 'feature'],
        [churn, 'target'],
      ],
      'what is predicted is a number',
    ],
    [
      'regression',
      [
        [age, 'feature'],
        [column('two', { distinct: 2 }), 'target'],
      ],
      'only two values',
    ],
    ['regression', [[sales, 'target']], 'A column to predict from'],
    [
      'rating',
      [
        [user, 'user'],
        [item, 'item'],
        [churn, 'rating'],
      ],
      'a rating is a number',
    ],
    [
      'topN',
      [
        [column('u', { distinct: 1 }), 'user'],
        [item, 'item'],
      ],
      'at least two are needed',
    ],
    [
      'forecast',
      [
        [churn, 'target'],
        [when, 'time'],
      ],
      'a value of a series is a number',
    ],
  ] as [Task, Given, string][])('%s lacks something', (task, given, expected) => {
    const answer = tasksOf(columnsOf(given), assignmentsOf(given)).find((each) => each.task === task)
    expect(answer?.ready).toBe(false)
    expect(answer?.missing.map(({ en }) => en).join(' ')).toContain(expected)
    expect(answer?.missing.every(({ zh }) => zh !== '')).toBe(true)
  })

  it('takes what preparing found wrong for what a task by row lacks', () => {
    const given: Given = [
      [age, 'feature'],
      [churn, 'target'],
    ]
    const wrong = { path: 'split', code: 'dataset/too-few-rows', severity: 'error' } as const
    const said = { message: { en: 'Too few.', zh: '太少。' }, hint: { en: 'Get more.', zh: '请增加。' } }
    const answers = tasksOf(columnsOf(given), assignmentsOf(given), [{ ...wrong, ...said }])
    expect(answers.every(({ ready }) => !ready)).toBe(true)
    expect(answers[0]?.missing).toEqual([{ en: 'Too few. Get more.', zh: '太少。请增加。' }])
  })
})

describe('a table without a target', () => {
  it('is ready when it has users and items', () => {
    const given: Given = [
      [user, 'user'],
      [item, 'item'],
    ]
    const columns = columnsOf(given)
    expect(needsNoTarget(columns, assignmentsOf(given))).toBe(true)
    const { sentence, uses, facts } = readinessOf({ columns, assignments: assignmentsOf(given) }, null, [])
    expect(sentence.en).toContain('Ready for top-N recommendation')
    expect(uses.map(({ use }) => use.en)).toEqual(['Says whose each row is.', 'Says which item each row is about.'])
    expect(facts).toBeNull()
  })

  it('is not when it has features alone', () => {
    expect(needsNoTarget([age], assignmentsOf([[age, 'feature']]))).toBe(false)
  })
})

describe('checkRoles', () => {
  const id = column('order_id', { storage: 'BIGINT', distinct: 900, top: [{ value: '1', count: 1 }] })
  const words = column('w', { storage: 'VARCHAR', type: 'text', distinct: 900 })
  it.each([
    ['role/target-is-id', [[id, 'target']]],
    ['role/time-is-text', [[words, 'time']]],
    ['role/rating-is-words', [[words, 'rating']]],
    ['role/one-value', [[column('u', { distinct: 1 }), 'user']]],
    ['role/many-events', [[words, 'event']]],
    [
      'role/several-columns',
      [
        [user, 'user'],
        [item, 'user'],
      ],
    ],
  ] as [string, Given][])('warns of %s', (code, given) => {
    const problems = checkRoles(columnsOf(given), assignmentsOf(given))
    expect(problems.map((each) => [each.code, each.severity])).toEqual([[code, 'warning']])
    expect(problems[0]?.hint.zh).not.toBe('')
  })

  it('has nothing to say where the values fit', () => {
    const given: Given = [
      [user, 'user'],
      [item, 'item'],
      [stars, 'rating'],
      [when, 'time'],
      [churn, 'target'],
    ]
    expect(checkRoles(columnsOf(given), assignmentsOf(given))).toEqual([])
  })
})

describe.each(Object.values<TaskKind>(taskKinds))('task $name', ({ label }) => {
  it('is named in both languages', () => {
    expect(label.en).not.toBe('')
    expect(label.zh).not.toBe('')
  })
})
