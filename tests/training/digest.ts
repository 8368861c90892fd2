// One hash over all numbers of a run but its times, to hold runs of different processes against each other.
import { createHash } from 'node:crypto'
import { preparedFor } from './prepared'
import { trainMlp } from './training'

export function digestOf({ outcome, model, series }: Awaited<ReturnType<typeof trainMlp>>): string {
  const hash = createHash('sha256')
  const { trainingMs: _, ...rest } = outcome
  hash.update(JSON.stringify([rest, series]))
  for (const { values } of [...model.weights, { values: model.testOutputs }]) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  return hash.digest('hex')
}

/** Trains a fixed small run and prints its hash: the whole work of a child process of the tests. */
export async function printDigest(): Promise<void> {
  const network = { hidden: [8], dropout: 0.3 }
  const trained = await trainMlp({ prepared: preparedFor('binary'), network, training: { epochs: 2 }, seed: 11 })
  process.stdout.write(digestOf(trained))
}
