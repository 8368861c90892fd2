// Attacks on the door: whatever comes through is looked up by its own name and parsed, and nothing else reaches a handler.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/contract/errors'
import { replyTo } from '../../main/host/door'

async function ask(message: unknown) {
  const reached: { name: string; input: unknown }[] = []
  const reply = await replyTo(message, async (name, input) => {
    reached.push({ name, input })
    return 'answered'
  })
  return { reply, reached }
}

describe('the door', () => {
  it('answers a good request with what the handler says', async () => {
    const { reply, reached } = await ask({ id: 7, name: 'runs.get', input: { run: 'abc-1' } })
    expect(reply).toEqual({ id: 7, ok: true, value: 'answered' })
    expect(reached).toEqual([{ name: 'runs.get', input: { run: 'abc-1' } }])
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'runs.nothing', '', 'desktop.copy'])(
    'does not know the name "%s"',
    async (name) => {
      const { reply, reached } = await ask({ id: 1, name, input: {} })
      expect(reply).toMatchObject({ ok: false, error: { code: 'request/unknown-name', bug: false } })
      expect(reached).toEqual([])
    },
  )

  it.each([
    ['no object', 'runs.get', null],
    ['a text for an object', 'runs.get', 'run'],
    ['a missing field', 'runs.get', {}],
    ['a field too many', 'runs.get', { run: 'a', more: 1 }],
    ['a wrong type', 'runs.get', { run: 5 }],
    ['an id with a path in it', 'runs.get', { run: '../../etc/passwd' }],
    ['an id that is a prototype key', 'runs.get', { run: '__proto__' }],
    ['a NUL in a path', 'datasets.inspect', { path: '/tmp/a\0b' }],
    ['a negative offset', 'datasets.rows', { dataset: 'a', offset: -1, limit: 10 }],
    ['more rows than allowed', 'datasets.rows', { dataset: 'a', offset: 0, limit: 1e9 }],
    ['an infinite seed', 'runs.launch', { dataset: 'a', architectures: ['b'], training: {}, seeds: [Infinity] }],
    ['a setting that is an object', 'architectures.save', { name: 'a', template: 'mlp', settings: { hidden: {} } }],
    ['no seeds', 'runs.launch', { dataset: 'a', architectures: ['b'], training: {}, seeds: [] }],
  ])('refuses %s', async (_what, name, input) => {
    const { reply, reached } = await ask({ id: 2, name, input })
    expect(reply).toMatchObject({ id: 2, ok: false, error: { code: 'request/bad-input' } })
    expect(reached).toEqual([])
  })

  it.each([
    null,
    5,
    'runs.list',
    [],
    {},
    { id: 'x', name: 'runs.list', input: {} },
    { id: 1, name: 'runs.list', extra: 1, input: {} },
  ])('stays silent at %j', async (message) => {
    const { reply, reached } = await ask(message)
    expect(reply).toBeNull()
    expect(reached).toEqual([])
  })

  it('keeps __proto__ as a column name out of every prototype', async () => {
    const input = JSON.parse('{"dataset":"a","roles":[{"column":"__proto__","role":"target"}]}') as unknown
    const { reached } = await ask({ id: 3, name: 'datasets.update', input })
    expect(reached[0]?.input).toEqual({ dataset: 'a', roles: [{ column: '__proto__', role: 'target' }] })
    const polluted = JSON.parse('{"name":"a","template":"mlp","settings":{"__proto__":{"polluted":1}}}') as unknown
    await ask({ id: 4, name: 'architectures.save', input: polluted })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('turns an AppError and a bug into wire errors', async () => {
    const error = new AppError({ code: 'run/not-found', message: { en: 'a', zh: 'b' }, hint: { en: 'c', zh: 'd' } })
    const known = await replyTo({ id: 5, name: 'runs.list', input: {} }, () => Promise.reject(error))
    expect(known).toMatchObject({ ok: false, error: { code: 'run/not-found', bug: false } })
    const bug = await replyTo({ id: 6, name: 'runs.list', input: {} }, () => Promise.reject(new Error('oops')))
    expect(bug).toMatchObject({ ok: false, error: { code: 'app/bug', bug: true } })
  })
})
