// The one playground that can be open, over a wire whose two ends the test holds: another one, words, and a worker that is lost.
import { expect, it } from 'vitest'
import type { WorkerCommand, WorkerReport } from '../../shared/contract/worker'
import type { PlayRoom, PlaySetup } from '../../shared/records'
import { Player } from '../../main/engine/runs'
import type { WorkerExit } from '../../main/engine/runs'

function wire() {
  const sent: WorkerCommand[] = []
  const heard: string[] = []
  let [report, exit]: [(report: WorkerReport) => void, (exit: WorkerExit) => void] = [() => undefined, () => undefined]
  const player = new Player({
    openWorker: () => ({
      pid: null,
      send: (command) => void sent.push(command),
      onReport: (listener) => void (report = listener),
      onExit: (listener) => void (exit = listener),
      kill: () => exit({ code: null, signal: 'SIGKILL', lastLines: [] }),
    }),
    onFrame: ({ play, step }) => void heard.push(`${play} ${step}`),
    onEnded: (play, { code }) => void heard.push(`${play} ${code}`),
  })
  const room = (id: number, play: string) =>
    report({ kind: 'report', id, report: { kind: 'room', room: { play } as PlayRoom } })
  const frame = (id: number, play: string, step: number) =>
    report({ kind: 'report', id, report: { kind: 'frame', frame: { play, step } } })
  const failed = (id: number) =>
    report({
      kind: 'failed',
      id,
      error: { code: 'task/cancelled', message: { en: '', zh: '' }, hint: { en: '', zh: '' }, details: {}, bug: false },
    })
  return { player, sent, heard, room, frame, failed, lose: () => exit({ code: 1, signal: null, lastLines: [] }) }
}

const setup = {} as PlaySetup
const specOf = (play: string) => ({
  play,
  graph: { layers: [], outputs: [] },
  training: {},
  seed: 1,
  preparedFile: 'x',
  mostRows: 1,
})

it('opening another ends the one before, whose frames are not heard any more', async () => {
  const { player, sent, heard, room, frame, failed } = wire()
  const first = player.open(setup, specOf('a'))
  room(1, 'a')
  await first
  frame(1, 'a', 3)
  const second = player.open(setup, specOf('b'))
  frame(1, 'a', 4)
  failed(1)
  room(2, 'b')
  await second
  frame(2, 'b', 0)
  expect(heard).toEqual(['a 3', 'b 0'])
  expect(sent.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['start 1', 'cancel 1', 'start 2'])
  expect(() => player.tell('a', { kind: 'play' })).toThrow('not open any more')
  player.tell('b', { kind: 'play' })
  expect(sent.at(-1)).toEqual({ kind: 'tell', id: 2, word: { kind: 'play' } })
})

it('one that is overtaken while it opens is cancelled', async () => {
  const { player, room, failed } = wire()
  const first = player.open(setup, specOf('a'))
  const second = player.open(setup, specOf('b'))
  failed(1)
  room(2, 'b')
  await expect(first).rejects.toMatchObject({ code: 'task/cancelled' })
  expect(await second).toMatchObject({ play: 'b' })
})

it('knows how far it is, and where a rate was changed first', async () => {
  const { player, room, frame } = wire()
  const opened = player.open(setup, specOf('a'))
  room(1, 'a')
  await opened
  player.tell('a', { kind: 'rates', batchSize: 4 })
  frame(1, 'a', 7)
  player.tell('a', { kind: 'rates', learningRate: 0.5 })
  frame(1, 'a', 9)
  player.tell('a', { kind: 'rates', learningRate: 0.1 })
  expect(player.playing('a')).toMatchObject({ steps: 9, changedAt: 7, rates: { batchSize: 4, learningRate: 0.1 } })
})

it('a worker that is lost is told of, and the next playground gets another', async () => {
  const { player, sent, heard, room, lose } = wire()
  const first = player.open(setup, specOf('a'))
  room(1, 'a')
  await first
  lose()
  await expect.poll(() => heard).toEqual(['a run/worker-lost'])
  const second = player.open(setup, specOf('b'))
  room(1, 'b')
  expect(await second).toMatchObject({ play: 'b' })
  expect(sent.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['start 1', 'start 1'])
  player.dispose()
  expect(heard).toHaveLength(1)
})
