// Choosing a task proposes the split that it is tested by, and leaves one that was chosen alone.
import { expect, test } from 'vitest'
import { defaultSplit, splitFor } from '../../../main/engine/datasets'
import type { Role, Task } from '../../../shared/records'

const reason = { en: '', zh: '' }
const withRoles = (...roles: Role[]) => roles.map((role) => ({ column: role, role, reason }))

test.each<[Task, Role[], string]>([
  ['nextItem', ['user', 'item', 'time'], 'leaveLastOut'],
  ['nextItem', ['user', 'item'], 'leaveOneOut'],
  ['topN', ['user', 'item', 'time'], 'leaveLastOut'],
  ['topN', ['user', 'item'], 'leaveOneOut'],
  ['rating', ['user', 'item', 'rating', 'time'], 'random'],
  ['forecast', ['time', 'target'], 'time'],
  ['classification', ['target', 'time'], 'stratified'],
])('%s with %j is split by %s', (task, roles, kind) => {
  const split = splitFor(task, defaultSplit(), withRoles(...roles))
  expect(split.kind).toBe(kind)
  expect(Object.keys(split.settings).length).toBeGreaterThan(0)
})

test('a split that was chosen stays', () => {
  const chosen = { kind: 'coldUsers', settings: { testShare: 0.3 } }
  expect(splitFor('nextItem', chosen, withRoles('user', 'item', 'time'))).toBe(chosen)
})
