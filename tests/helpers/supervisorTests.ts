// The tests of the supervisor, for whatever carries its workers: launching, queueing, stopping, refusing.
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask } from '../../shared/contract/requests'
import type { Run } from '../../shared/records'
import { launch, penguins } from './testHost'

/** A program on a new workspace, over one of the transports. */
export interface Stage {
  ask: Ask
  /** Resolves when nothing is queued or live. */
  whenIdle: () => Promise<unknown>
  /** Resolves when the run has gone through so many epochs. */
  reached: (run: string, epochs: number) => Promise<unknown>
  remove: () => void | Promise<void>
}

export const short = { epochs: 3, batchSize: 32 }
export const long = { epochs: 20_000, batchSize: 32 }

export function runsOf({ ask }: Pick<Stage, 'ask'>): Promise<Run[]> {
  return ask('runs.list', {})
}

export async function seriesOf({ ask }: Pick<Stage, 'ask'>, run: string) {
  const series = await ask('runs.series', { run })
  return new Map(series.map(({ name, values }) => [name, values]))
}

export function testSupervisor(transport: string, open: () => Promise<Stage>): void {
  describe(`a supervisor over ${transport} workers`, () => {
    let stage: Stage
    afterEach(() => stage.remove())

    it('trains to the end, and the same seed gives the same numbers twice', async () => {
      stage = await open()
      const [run, twin, other] = await launch(stage, short, [7, 7, 8])
      await stage.whenIdle()
      const done = await runsOf(stage)
      expect(done.map(({ status, number }) => [status, number])).toEqual([
        ['finished', 1],
        ['finished', 2],
        ['finished', 3],
      ])
      expect(done[0]).toMatchObject({
        epochsDone: 3,
        reason: null,
        plan: { parts: [{ fromStep: 0 }] },
        outcome: { endedBy: 'epochs-done' },
      })
      expect(done[0]?.outcome?.scores).toEqual(done[1]?.outcome?.scores)
      const [first, second, third] = await Promise.all([run, twin, other].map((one) => seriesOf(stage, one?.id ?? '')))
      expect(first).toEqual(second)
      expect(first).not.toEqual(third)
      expect([...(first?.keys() ?? [])]).toEqual(
        expect.arrayContaining(['accuracy/train', 'accuracy/validation', 'loss/step', 'loss/train', 'loss/validation']),
      )
      expect(first?.get('loss/train')).toHaveLength(3)
      expect(first?.get('loss/step')).toHaveLength(done[0]?.outcome?.stepsDone ?? 0)
    })

    it('trains one after the other when one at once is allowed', async () => {
      stage = await open()
      await stage.ask('runs.setConcurrent', { concurrent: 1 })
      await launch(stage, short, [1, 2])
      expect((await stage.ask('runs.queue', {})).queued).toHaveLength(1)
      await stage.whenIdle()
      const [first, second] = await runsOf(stage)
      expect(Date.parse(second?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? 'never'))
    })

    it('stops a live run and keeps what it learnt; takes a queued one out of the queue', async () => {
      stage = await open()
      await stage.ask('runs.setConcurrent', { concurrent: 1 })
      const [live, queued] = await launch(stage, long, [1, 2])
      await stage.reached(live?.id ?? '', 2)
      await stage.ask('runs.stop', { run: queued?.id ?? '' })
      await stage.ask('runs.stop', { run: live?.id ?? '' })
      await stage.whenIdle()
      const [first, second] = await runsOf(stage)
      expect(first).toMatchObject({
        status: 'stopped',
        reason: { code: 'run/stopped-by-user' },
        outcome: { endedBy: 'stopped-by-user' },
      })
      expect(first?.model).not.toBeNull()
      expect(second).toMatchObject({ status: 'stopped', outcome: null, startedAt: null })
      await expect(stage.ask('runs.stop', { run: live?.id ?? '' })).rejects.toMatchObject({
        code: 'run/illegal-move',
      })
    })

    it('ends a run whose loss explodes, keeps its last finite weights, and says why', async () => {
      stage = await open()
      const { architecture } = await penguins(stage)
      const { id } = await stage.ask('datasets.importSample', { sample: 'bike' })
      const training = { epochs: 3, batchSize: 256, optimizer: 'sgd', learningRate: 10 }
      const [exploding] = await stage.ask('runs.launch', {
        dataset: id,
        architectures: [architecture.id],
        training,
        seeds: [1],
      })
      await stage.whenIdle()
      const ended = await stage.ask('runs.get', { run: exploding?.id ?? '' })
      expect(ended).toMatchObject({
        status: 'finished',
        reason: { code: 'run/diverged' },
        outcome: { endedBy: 'diverged' },
      })
      expect(ended.model).not.toBeNull()
    })

    it('removes an ended run and brings it back, but no live one', async () => {
      stage = await open()
      const [run] = await launch(stage, short)
      const id = run?.id ?? ''
      await expect(stage.ask('runs.remove', { run: id })).rejects.toMatchObject({ code: 'run/not-over' })
      await stage.whenIdle()
      await stage.ask('runs.remove', { run: id })
      expect(await runsOf(stage)).toEqual([])
      await stage.ask('runs.restore', { run: id })
      expect((await seriesOf(stage, id)).get('loss/train')).toHaveLength(3)
    })

    it('refuses settings, networks and data that cannot train, and makes no run', async () => {
      stage = await open()
      await expect(launch(stage, { epochs: 0 })).rejects.toMatchObject({ code: 'run/bad-settings' })
      await expect(launch(stage, { epoch: 3 })).rejects.toMatchObject({ code: 'run/bad-settings' })
      // Each fine by itself, and not together.
      const twice = { schedule: 'oneCycle', warmupSteps: 5 }
      await expect(launch(stage, twice)).rejects.toMatchObject({ code: 'run/bad-settings' })
      const { id } = (await stage.ask('datasets.list', {}))[0] ?? { id: '' }
      await stage.ask('datasets.update', { dataset: id, roles: [{ column: 'species', role: 'ignore' }] })
      const [architecture] = await stage.ask('architectures.list', {})
      await expect(
        stage.ask('runs.launch', {
          dataset: id,
          architectures: [architecture?.id ?? ''],
          training: short,
          seeds: [1],
        }),
      ).rejects.toMatchObject({ code: 'dataset/not-ready' })
      expect(await runsOf(stage)).toEqual([])
    })
  })
}
