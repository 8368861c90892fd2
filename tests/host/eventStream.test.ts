// Events come in numbered batches; progress is merged, no point of a curve is lost.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventBatch } from '../../shared/contract/events'
import type { PlayFrame, RunProgress } from '../../shared/records'
import { EventStream } from '../../main/host/eventStream'

const progress = (run: string, step: number): RunProgress => ({
  run,
  status: 'training',
  epoch: 1,
  epochs: 2,
  step,
  steps: 10,
  elapsedMs: step,
  remainingMs: null,
  points: [{ name: 'loss/train', at: step, value: step / 10 }],
})

let batches: EventBatch[]
let stream: EventStream
beforeEach(() => {
  vi.useFakeTimers()
  batches = []
  stream = new EventStream((batch) => batches.push(batch))
})
afterEach(() => {
  stream.dispose()
  vi.useRealTimers()
})

describe('the event stream', () => {
  it('sends what happened within a tenth of a second as one batch, numbered', () => {
    stream.emit('datasets.changed', { dataset: 'a' })
    stream.emit('datasets.changed', { dataset: 'b' })
    expect(batches).toEqual([])
    vi.advanceTimersByTime(100)
    stream.emit('datasets.changed', { dataset: 'c' })
    vi.advanceTimersByTime(100)
    expect(batches.map(({ sequence, events }) => [sequence, events.length])).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  it('keeps the newest progress of each run with the points of all', () => {
    for (const step of [1, 2, 3]) stream.emit('runs.progressed', progress('a', step))
    stream.emit('runs.progressed', progress('b', 9))
    vi.advanceTimersByTime(100)
    const payloads = batches[0]?.events.map((event) => event.payload as RunProgress) ?? []
    expect(payloads.map(({ run, step }) => [run, step])).toEqual([
      ['a', 3],
      ['b', 9],
    ])
    expect(payloads[0]?.points.map(({ at }) => at)).toEqual([1, 2, 3])
  })

  it('keeps the newest moment of a playground with the curve of all', () => {
    const moment = (play: string, step: number) =>
      ({ play, step, curve: [{ step, train: 1, validation: 1 }] }) as unknown as PlayFrame
    for (const step of [1, 2]) stream.emit('playground.moved', moment('a', step))
    stream.emit('playground.moved', moment('b', 0))
    vi.advanceTimersByTime(100)
    const payloads = batches[0]?.events.map((event) => event.payload as PlayFrame) ?? []
    expect(payloads.map(({ play, step, curve }) => [play, step, curve.map((point) => point.step)])).toEqual([
      ['a', 2, [1, 2]],
      ['b', 0, [0]],
    ])
  })

  it('sends nothing when nothing happened', () => {
    vi.advanceTimersByTime(1000)
    stream.flush()
    expect(batches).toEqual([])
  })
})
