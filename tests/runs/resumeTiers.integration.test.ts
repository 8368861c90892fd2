// A run that is stopped and goes on, compiled by XLA and over a change of its tier, against the same run never stopped: bit for bit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCompileCache, useCompileCache } from '../../main/engine/workspace/compileCache'
import type { Plan } from '../../shared/records'
import { preparedFor } from '../training/prepared'
import { trainMlp } from '../training/training'
import { expectSame, planOf, stoppedAfter, storeOf } from './stopping'
import type { Trained } from './stopping'

// As in the program, what was compiled once is quick the next time: the run that goes on takes it from there.
const kept = mkdtempSync(join(tmpdir(), 'netloom-compiled-'))
const cache = openCompileCache('test', kept)
if (cache !== null) useCompileCache(cache)
afterAll(() => rmSync(kept, { recursive: true, force: true }))

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'netloom-resume-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** 72 rows train: each epoch has four steps of 16 rows and a smaller one. Everything that a checkpoint holds is in use. */
const run = {
  prepared: preparedFor('binary', 120),
  network: { hidden: [3], dropout: 0.3, l2: 0.001, batchNormalisation: true },
  training: { epochs: 3, batchSize: 16, learningRate: 0.05, optimizer: 'nadam', accumulate: 2, schedule: 'plateau' },
  seed: 5,
}

/** The tiers that took whole batches. */
function tiersOf({ reports }: Trained): string[] {
  return reports.flatMap((report) => (report.kind === 'measured' ? report.forecasts.map(({ tier }) => tier) : []))
}

/** Within epochs and at their end, before, at and after a change of tier, which may be at the end of an epoch as well. */
const plans: { name: string; parts: Plan['parts']; stops: number[] }[] = [
  { name: 'XLA', parts: [{ tier: 'xla', fromStep: 0 }], stops: [2, 5] },
  { name: 'a graph, then XLA', parts: graphThenXla(7), stops: [6, 7, 8] },
  { name: 'a graph for the first epoch, then XLA', parts: graphThenXla(5), stops: [5] },
]

function graphThenXla(fromStep: number): Plan['parts'] {
  return [
    { tier: 'graph', fromStep: 0 },
    { tier: 'xla', fromStep },
  ]
}

describe.each(plans)('a run by $name', ({ parts, stops }) => {
  let whole: Trained
  let plan: Plan
  beforeAll(async () => {
    plan = { ...planOf(await trainMlp({ ...run, training: { ...run.training, epochs: 1, tier: 'eager' } })), parts }
    whole = await trainMlp({ ...run, from: { plan } })
    expect(tiersOf(whole)).toEqual(parts.map(({ tier }) => tier))
  })

  test.each(stops)('that is stopped after %i steps goes on to the same numbers', async (steps) => {
    const names: string[] = []
    const before = await stoppedAfter({ ...run, from: { plan }, store: storeOf(folder, names) }, steps)
    expect(before.outcome).toMatchObject({ endedBy: 'stopped-by-user', stepsDone: steps })
    expect(names[0]).toBe(`${steps}.nla`)
    const after = await trainMlp({ ...run, from: { plan, resumes: true }, store: storeOf(folder, names) })
    const left = parts.filter((_, index) => (parts[index + 1]?.fromStep ?? Infinity) > steps)
    expect(tiersOf(after)).toEqual(left.map(({ tier }) => tier))
    expectSame(whole, before, after)
  })
})
