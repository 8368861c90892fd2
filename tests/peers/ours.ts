// Our side of a comparison with a peer: import, roles, the given split, three seeds in worker processes, scores of the test rows.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../shared/fields'
import type { Run } from '../../shared/records'
import type { TestHost } from '../helpers/testHost'

export interface Job {
  name: string
  table: string
  split: string
  target: string
  numbers: string[]
  words: string[]
  seeds: number[]
  network: Settings
  training: Settings
  validationShare: number
  /** Whether the peer's network keeps a fifth of its training rows aside to stop by. */
  peerStopsEarly: boolean
}

/** The runs of all seeds, over. */
export async function trainOurs(test: TestHost, job: Job): Promise<Run[]> {
  const { host } = test
  const dataset = await importWithSplit(test, job)
  const architecture = await host.ask('architectures.save', { name: job.name, template: 'mlp', settings: job.network })
  const launched = await host.ask('runs.launch', {
    dataset,
    architectures: [architecture.id],
    training: job.training,
    seeds: job.seeds,
  })
  await host.whenIdle()
  return Promise.all(launched.map(({ id }) => host.ask('runs.get', { run: id })))
}

async function importWithSplit({ host, folder }: TestHost, job: Job): Promise<string> {
  const path = join(folder, `${job.name}.csv`)
  writeFileSync(path, withSplit(job))
  const { id, columns } = await host.ask('datasets.import', { path })
  const used = new Set([...job.numbers, ...job.words])
  const roleOf = (name: string) => (name === job.target ? 'target' : used.has(name) ? 'feature' : 'ignore')
  await host.ask('datasets.update', {
    dataset: id,
    types: [
      ...job.numbers.map((column) => ({ column, type: 'number' as const })),
      ...job.words.map((column) => ({ column, type: 'category' as const })),
    ],
    roles: columns.map(({ name }) => ({ column: name, role: roleOf(name) })),
    split: { kind: 'given', settings: { column: 'part', validationShare: job.validationShare, seed: 1 } },
  })
  return id
}

/** The rows of the table with their part behind them. Both files are free of quotes. */
function withSplit({ table, split }: Job): string {
  const lines = (file: string) => readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const parts = lines(split).map((line) => line.split(',')[1])
  return lines(table)
    .map((line, index) => `${line},${index === 0 ? 'part' : parts[index]}\n`)
    .join('')
}
