// Every request of the contract: named noun.verb, strict about its input, and answered by a handler or by the window's process.
import { describe, expect, it } from 'vitest'
import { desktopRequests } from '../../shared/contract/desktop'
import { requests } from '../../shared/contract/requests'

const all = Object.entries({ ...requests, ...desktopRequests })

describe.each(all)('%s', (name, { input }) => {
  it('is named noun.verb', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
  })

  it.each([null, undefined, 5, 'text', []])('refuses %j for an input', (wrong) => {
    expect(input.safeParse(wrong).success).toBe(false)
  })

  it('refuses what it does not know, a prototype key among it', () => {
    for (const text of ['{"unheardOf":1}', '{"__proto__":{"task":"a"}}', '{"constructor":1}']) {
      expect(input.safeParse(JSON.parse(text)).success, text).toBe(false)
    }
  })
})

it('no request is in both tables', () => {
  expect(Object.keys(requests).filter((name) => Object.hasOwn(desktopRequests, name))).toEqual([])
})
