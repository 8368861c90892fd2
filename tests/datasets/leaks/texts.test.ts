// What a finding says. Expected values by hand.
import { expect, it } from 'vitest'
import { leakChecks, partCodes } from '../../../main/engine/datasets'
import { found, inputOf, owner, times } from './input'

const { train, test } = partCodes

it('a finding says everything in both languages', () => {
  const part = [train, test, train, test]
  const input = inputOf(part, { time: times('when', [2, 1, 3, 0]), user: owner('who', ['a', 'a', 'b', 'c']) })
  const findings = Object.values(leakChecks).flatMap((check) => found(check, input))
  expect(findings.map(({ code }) => code)).toEqual([
    'leak/future-in-training',
    'leak/group-on-both-sides',
    'leak/unseen-users',
  ])
  for (const { message, hint, remedy } of findings)
    for (const text of [message, hint, remedy?.label]) expect(text?.en && text.zh).toBeTruthy()
})
