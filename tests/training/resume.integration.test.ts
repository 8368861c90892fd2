// A run that is stopped anywhere and goes on from its checkpoint, against the same run never stopped: every number, bit for bit.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { checkpointStore } from '../../main/engine/workspace'
import { preparedFor } from './prepared'
import { trainMlp } from './training'
import type { TestRun } from './training'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'netloom-resume-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const network = { hidden: [6], dropout: 0.3, l2: 0.001, batchNormalisation: true }
type Trained = Awaited<ReturnType<typeof trainMlp>>

/** A store over `names`, to which it adds what is written, the newest first. */
function storeOf(names: string[], lines: string[] = []) {
  const files = checkpointStore(folder, names, (line) => lines.push(line))
  return {
    read: files.read,
    write: (checkpoint: Parameters<typeof files.write>[0]) => {
      const name = files.write(checkpoint)
      names.unshift(name)
      return name
    },
  }
}

function planOf({ reports }: Trained): Plan {
  const status = reports.find((report) => report.kind === 'status' && report.plan !== null)
  if (status?.kind !== 'status' || status.plan === null) throw new Error('no plan was told')
  return status.plan
}

/** Stops at the `stops`-th break between chunks. */
function stopped(run: TestRun, names: string[], stops: number) {
  let asked = 0
  return trainMlp({ ...run, store: storeOf(names), stopAsked: () => (asked += 1) >= stops })
}

const resumed = (run: TestRun, names: string[], plan: Plan, lines: string[] = []) =>
  trainMlp({ ...run, store: storeOf([...names], lines), from: { plan, resumes: true } })

/** The values of a run before its stop, written over by those after it. */
function joined(before: Trained, after: Trained): Record<string, number[]> {
  const all: Record<string, number[]> = {}
  for (const { reports } of [before, after]) {
    for (const report of reports) {
      if (report.kind !== 'block') continue
      const values = (all[report.name] ??= [])
      report.values.forEach((value, index) => (values[report.first - 1 + index] = value))
    }
  }
  return all
}

function expectSame(whole: Trained, before: Trained, after: Trained): void {
  const { trainingMs: _whole, ...expected } = whole.outcome
  const { trainingMs: _after, ...found } = after.outcome
  expect(found).toEqual(expected)
  expect(after.model.weights).toEqual(whole.model.weights)
  expect(after.model.testOutputs).toEqual(whole.model.testOutputs)
  expect(joined(before, after)).toEqual(whole.series)
}

const settings: Record<string, Settings> = {
  'Adam, eager': { tier: 'eager' },
  'Nadam with averaged gradients, eager': { tier: 'eager', optimizer: 'nadam', accumulate: 3 },
  'a schedule by the epochs, eager': { tier: 'eager', schedule: 'plateau', plateauPatience: 1, keep: 'last' },
  'Adam, as a graph': { tier: 'graph' },
}

describe.each(Object.entries(settings))('a run with %s', (_name, own) => {
  const training = { epochs: 4, batchSize: 16, learningRate: 0.05, ...own }
  const run = { prepared: preparedFor('binary'), network, training, seed: 5 }

  test.each([1, 2, 3, 4])('that is stopped at break %i goes on to the same numbers', async (stops) => {
    const whole = await trainMlp(run)
    const names: string[] = []
    const plan = planOf(whole)
    const before = await stopped({ ...run, from: { plan } }, names, stops)
    expect(before.outcome.endedBy).toBe('stopped-by-user')
    expect(names).toHaveLength(1)
    expectSame(whole, before, await resumed(run, names, plan))
  })
})

test('a run that is stopped twice, once by its patience, waits as long as one never stopped', async () => {
  const training = { epochs: 60, batchSize: 8, learningRate: 2, patience: 3, tier: 'eager' }
  const run = { prepared: preparedFor('binary'), network, training, seed: 2 }
  const whole = await trainMlp(run)
  expect(whole.outcome.endedBy).toBe('early-stopping')
  const names: string[] = []
  const before = await stopped(run, names, whole.outcome.epochsDone)
  expectSame(whole, before, await resumed(run, names, planOf(whole)))
})

describe('checkpoints that cannot be used', () => {
  const training = { epochs: 3, batchSize: 16, tier: 'eager' }
  const run = { prepared: preparedFor('multiclass'), network, training, seed: 5 }

  /** Stopped, gone on, and stopped again: two checkpoints, and the whole run beside them. */
  async function twice() {
    const whole = await trainMlp(run)
    const names: string[] = []
    const first = await stopped(run, names, 2)
    let asked = 0
    const again = { ...run, store: storeOf(names), from: { plan: planOf(whole), resumes: true } }
    await trainMlp({ ...again, stopAsked: () => (asked += 1) >= 3 })
    expect(names).toHaveLength(2)
    return { whole, first, names, newest: join(folder, names[0] as string) }
  }

  test.each(['cut short', 'changed in one byte'])(
    'a newest one that is %s gives way to the one before',
    async (how) => {
      const { whole, first, names, newest } = await twice()
      const bytes = readFileSync(newest)
      if (how === 'cut short') truncateSync(newest, bytes.length - 9)
      else {
        const at = bytes.length - 20
        bytes[at] = (bytes[at] as number) ^ 1
        writeFileSync(newest, bytes)
      }
      const lines: string[] = []
      expectSame(whole, first, await resumed(run, names, planOf(whole), lines))
      expect(lines).toEqual([expect.stringContaining('damaged')])
    },
  )

  test('none that is whole lets it begin again, and it says so', async () => {
    const { whole, first, names } = await twice()
    for (const name of names) truncateSync(join(folder, name), 30)
    const after = await resumed(run, names, planOf(whole))
    expectSame(whole, first, after)
    const problems = after.reports.flatMap((report) => (report.kind === 'problem' ? [report.problem] : []))
    expect(problems).toEqual([expect.objectContaining({ code: 'run/resumed-from-start', severity: 'note' })])
  })

  test('one of another run, or one that is gone, is not used', async () => {
    const { names } = await twice()
    const lines: string[] = []
    const store = checkpointStore(folder, ['gone.nla', ...names], (line) => lines.push(line))
    expect(store.read('another')).toBeNull()
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('no checkpoint')
    expect(lines[1]).toContain('another training')
    expect(store.read('run')?.place.steps).toBeGreaterThan(0)
  })
})

test('a plan for other threads or another library says that numbers may differ', async () => {
  const run = { prepared: preparedFor('binary'), network, training: { epochs: 1, tier: 'eager' } }
  const plan = { ...planOf(await trainMlp(run)), threads: 7 }
  const { reports } = await trainMlp({ ...run, from: { plan } })
  const codes = reports.flatMap((report) => (report.kind === 'problem' ? [report.problem.code] : []))
  expect(codes).toEqual(['run/other-surroundings'])
})

test('a paused run keeps a checkpoint, waits, and goes on to the same numbers', async () => {
  const run = { prepared: preparedFor('regression'), network, training: { epochs: 3, batchSize: 16, tier: 'eager' } }
  const whole = await trainMlp(run)
  let breaks = 0
  let waited = 0
  const names: string[] = []
  const paused = await trainMlp({
    ...run,
    store: storeOf(names),
    stopAsked: () => ((breaks += 1), false),
    pauseAsked: () => breaks === 2 && waited === 0,
    resumed: async () => void (waited += 1),
  })
  expect(waited).toBe(1)
  expect(names).toHaveLength(1)
  expect(paused.reports.map(({ kind }) => kind).filter((kind) => kind === 'paused' || kind === 'resumed')).toEqual([
    'paused',
    'resumed',
  ])
  expectSame(whole, paused, paused)
})
