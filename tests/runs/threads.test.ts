// Threads of a run and runs of one kind: by hand.
import { expect, it } from 'vitest'
import {
  environmentFor,
  isInOnePiece,
  saysOnePiece,
  threadsFor,
  type ThreadsInput,
} from '../../main/engine/runs/threads'
import { kindOf, planFor } from '../../main/engine/runs/kinds'
import type { Plan, Run } from '../../shared/records'
import { run as record } from '../renderer/records'

const plan = (threads: number): Plan => ({
  parts: [{ tier: 'graph', fromStep: 0 }],
  reason: { en: 'r', zh: 'r' },
  threads,
  libraryVersion: '2.21.0',
  chunkSteps: 0,
  forecast: [],
  notes: [],
})
const run = (patch: Partial<ThreadsInput & Run>) => ({
  ...record('r', 'queued'),
  plan: null,
  largestKernel: 0,
  ...patch,
})
const big = { parameters: 200_000, largestKernel: 131_072, training: { batchSize: 1024 } }

it('a small network computes with one thread, a big one with its share of the cores', () => {
  expect(threadsFor(run({ ...big, training: { batchSize: 32 } }), 8, 1)).toBe(1)
  expect(threadsFor(run(big), 8, 1)).toBe(8)
  expect(threadsFor(run(big), 8, 3)).toBe(2)
  expect(threadsFor(run(big), 2, 5)).toBe(1)
})

it('tables that are looked up do not count, but for their updates', () => {
  expect(threadsFor(run({ ...big, largestKernel: 4096 }), 8, 1)).toBe(1)
  expect(threadsFor(run({ ...big, largestKernel: 4096, parameters: 64_000_000 }), 8, 1)).toBe(8)
})

it('the full batch counts with all training rows', () => {
  const facts = { ...run({}).facts, counts: { train: 100_000, validation: 0, test: 0 } }
  const training = { batching: 'full-batch', batchSize: 1 }
  expect(threadsFor(run({ parameters: 1000, largestKernel: 900, training, facts }), 4, 1)).toBe(4)
})

it('a run that has a plan keeps its threads, whatever the machine does now', () => {
  expect(threadsFor(run({ ...big, plan: plan(3) }), 8, 8)).toBe(3)
  expect(environmentFor(3)).toMatchObject({ TF_NUM_INTRAOP_THREADS: '3', TF_NUM_INTEROP_THREADS: '1' })
})

it('the loop of a very small step is compiled in one piece, which its environment tells the worker', () => {
  const layer = (type: string) => ({ id: type, type, settings: {}, inputs: [] })
  const layers = [layer('input'), layer('dense')]
  const small = { plan: null, training: { batchSize: 32 }, facts: run({}).facts, multiplyAdds: 176, layers }
  expect(isInOnePiece(small)).toBe(true)
  expect(isInOnePiece({ ...small, training: { batchSize: 1024 } })).toBe(false)
  expect(isInOnePiece({ ...small, layers: [...layers, layer('embedding')] })).toBe(false)
  expect(isInOnePiece({ ...small, plan: plan(1) })).toBe(false)
  expect(isInOnePiece({ ...small, multiplyAdds: 1e9, plan: { ...plan(1), inOnePiece: true } })).toBe(true)
  expect([saysOnePiece(environmentFor(1, true)), saysOnePiece(environmentFor(1))]).toEqual([true, false])
})

it('seeds are of one kind; another experiment, network or setting is another', () => {
  const first = run({ seed: 1 })
  expect(kindOf(run({ seed: 2, name: 'other' }))).toBe(kindOf(first))
  for (const other of [
    { experiment: 'another' },
    { training: { epochs: 99 } },
    { architecture: { ...first.architecture, settings: { hidden: [1] } } },
    { start: { run: 'r', name: '#1' } },
  ]) {
    expect(kindOf(run(other))).not.toBe(kindOf(first))
  }
})

it('a plan is its own, else that of a sibling of its kind', () => {
  const sibling = run({ seed: 2, plan: plan(2) })
  expect(planFor(run({ plan: plan(1) }), [sibling])?.threads).toBe(1)
  expect(planFor(run({}), [run({ seed: 3 }), sibling])?.threads).toBe(2)
  expect(planFor(run({ training: { epochs: 99 } }), [sibling])).toBeNull()
})
