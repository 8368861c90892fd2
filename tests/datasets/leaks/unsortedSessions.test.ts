// Rows of a session that stand out of the order of time. Expected values by hand.
import { expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import { inputOf, look, owner, times } from './input'

const part = [partCodes.train, partCodes.train, partCodes.train, partCodes.test, partCodes.test]
const user = owner('who', ['a', 'b', 'a', 'a', 'b'])

it('finds rows that are earlier than the row above of the same user, and offers to take the column as the time', () => {
  const input = inputOf(part, { time: times('when', [5, 1, 3, 4, NaN], false), user })
  expect(look('unsortedSessions', input)).toMatchObject([
    {
      code: 'leak/unsorted-sessions',
      severity: 'warning',
      count: 1,
      rows: [102],
      remedy: { change: { roles: [{ column: 'when', role: 'time' }] } },
    },
  ])
})

it('goes by the group where there is one', () => {
  const group = owner('session', ['s', 't', 'u', 'u', 't'])
  const input = inputOf(part, { time: times('when', [5, 1, 3, 4, 0], false), user, group })
  expect(look('unsortedSessions', input)).toMatchObject([{ rows: [104] }])
})

it('is silent when the rows are sorted, when the time has its role, and when only a name says who is the user', () => {
  const unsorted = times('when', [5, 1, 3, 4, 0], false)
  expect(look('unsortedSessions', inputOf(part, { time: times('when', [1, 1, 2, 3, 1], false), user }))).toEqual([])
  expect(look('unsortedSessions', inputOf(part, { time: { ...unsorted, sure: true }, user }))).toEqual([])
  expect(look('unsortedSessions', inputOf(part, { time: unsorted, user: { ...user, sure: false } }))).toEqual([])
})
