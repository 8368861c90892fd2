// Trains a small run that is stopped after a step of one's choice and goes on later, for tests that hold it against one never stopped.
import { expect } from 'vitest'
import { checkpointStore } from '../../main/engine/workspace'
import type { CheckpointStore } from '../../main/engine/workspace'
import type { Plan } from '../../shared/records'
import { trainMlp } from '../training/training'
import type { TestRun } from '../training/training'

export type Trained = Awaited<ReturnType<typeof trainMlp>>

/** A store in `folder` over `names`, the newest first, to which it adds what is written. */
export function storeOf(folder: string, names: string[], lines: string[] = []): CheckpointStore {
  const { read, write } = checkpointStore(folder, names, (line) => lines.push(line))
  return {
    read,
    write: (checkpoint) => {
      const name = write(checkpoint)
      if (!names.includes(name)) names.unshift(name)
      return name
    },
  }
}

export function planOf({ reports }: Trained): Plan {
  const status = reports.find((report) => report.kind === 'status' && report.plan !== null)
  if (status?.kind !== 'status' || status.plan === null) throw new Error('no plan was told')
  return status.plan
}

/** Stops when `steps` steps are done. A clock by which every step takes an hour makes chunks of one step. */
export function stoppedAfter(run: TestRun, steps: number): Promise<Trained> {
  let time = 0
  let breaks = 0
  return trainMlp({ ...run, now: () => (time += 3_600_000), stopAsked: () => (breaks += 1) > steps })
}

/** The values of a run before its stop, written over by those after it. */
function joined(...parts: Trained[]): Record<string, number[]> {
  const all: Record<string, number[]> = {}
  for (const report of parts.flatMap(({ reports }) => reports)) {
    if (report.kind !== 'block') continue
    const values = (all[report.name] ??= [])
    report.values.forEach((value, index) => (values[report.first - 1 + index] = value))
  }
  return all
}

/** Every number of the run in parts is that of the whole one, bit for bit. */
export function expectSame(whole: Trained, ...parts: Trained[]): void {
  const { trainingMs: _whole, ...expected } = whole.outcome
  const last = parts.at(-1) as Trained
  const { trainingMs: _last, ...found } = last.outcome
  expect(found).toEqual(expected)
  expect(last.model.weights).toEqual(whole.model.weights)
  expect(last.model.testOutputs).toEqual(whole.model.testOutputs)
  expect(joined(...parts)).toEqual(whole.series)
}
