// The client on an in-memory bridge: replies, errors, gaps in the events, a host that starts again.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/contract/errors'
import { createClient } from '../../renderer/api/client'
import { memoryBridge } from './memoryBridge'
import { dataset } from './records'

const changed = { name: 'datasets.changed', payload: { dataset: 'd1' } } as const

describe('ask', () => {
  it('gives the reply of the engine', async () => {
    const client = createClient(memoryBridge({ 'datasets.list': () => [dataset('d1')] }))
    expect((await client.ask('datasets.list', {})).map((one) => one.id)).toEqual(['d1'])
  })

  it('throws the error of the engine with its code, texts and details', async () => {
    const text = { en: 'It is gone.', zh: '它不见了。' }
    const bridge = memoryBridge({
      'runs.get': () => {
        throw new AppError({ code: 'run/not-found', message: text, hint: text, details: { run: 'r9' } })
      },
    })
    const thrown = await createClient(bridge)
      .ask('runs.get', { run: 'r9' })
      .catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'run/not-found', text, hint: text, details: { run: 'r9' } })
  })

  it('marks what is no AppError as a fault of the program', async () => {
    const bridge = memoryBridge({})
    bridge.answers['runs.list'] = () => {
      throw new TypeError('x is not a function')
    }
    await expect(createClient(bridge).ask('runs.list', {})).rejects.toMatchObject({ code: 'app/bug' })
  })
})

describe('events', () => {
  function listening() {
    const bridge = memoryBridge({})
    const client = createClient(bridge)
    const seen: string[] = []
    client.onEvent((event) => seen.push(event.name))
    client.onStale(() => seen.push('stale'))
    return { bridge, client, seen }
  }

  it('come in order, and no gap is seen where there is none', () => {
    const { bridge, seen } = listening()
    bridge.send(changed)
    bridge.send(changed, changed)
    expect(seen).toEqual(['datasets.changed', 'datasets.changed', 'datasets.changed'])
  })

  it('a lost batch makes everything stale, before the next events', () => {
    const { bridge, seen } = listening()
    bridge.send(changed)
    bridge.lose()
    bridge.send(changed)
    expect(seen).toEqual(['datasets.changed', 'stale', 'datasets.changed'])
  })

  it('a page that joins late takes the first number as it is', () => {
    const bridge = memoryBridge({})
    bridge.lose()
    bridge.lose()
    const seen: string[] = []
    createClient(bridge).onStale(() => seen.push('stale'))
    bridge.send(changed)
    expect(seen).toEqual([])
  })

  it('a host that starts again makes everything stale once, and counts from 1 again', () => {
    const { bridge, seen } = listening()
    bridge.send(changed)
    bridge.restartHost()
    bridge.send(changed)
    expect(seen).toEqual(['datasets.changed', 'stale', 'datasets.changed'])
  })

  it('a disposed client hears nothing more', () => {
    const { bridge, client, seen } = listening()
    client.dispose()
    bridge.send(changed)
    bridge.restartHost()
    expect(seen).toEqual([])
  })
})
