// Holds a graph to what arithmetic says of it once it is really built, trained and exported.
import { join } from 'node:path'
import { expect } from 'vitest'
import { build, buildPlain, check } from '../../main/engine/architectures'
import { formats, writeExport } from '../../main/engine/exports'
import { loadTensor, tensorVersion } from '../../main/engine/tensor'
import { train } from '../../main/engine/training'
import type { Prepared } from '../../main/engine/workspace'
import type { TrainReport } from '../../shared/contract/worker'
import type { Settings } from '../../shared/fields'
import type { Graph } from '../../shared/records'
import { madeUpInputs, pass } from '../architectures/passes'
import { begun, neverPaused, noCheckpoints } from '../helpers/neverPaused'
import { seriesOf } from '../training/training'

const tf = loadTensor()

/** True where TensorFlow.js has all layers, so that the network can be written as its model. */
export function isPlain(graph: Graph): boolean {
  try {
    buildPlain(graph, tf).dispose()
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'export/not-possible' })
    return false
  }
}

/** A whole training, with the losses of its steps. */
export async function trainedFor(graph: Graph, prepared: Prepared, training: Settings) {
  const reports: TrainReport[] = []
  const context = {
    tf,
    libraryVersion: tensorVersion(),
    threads: 1,
    now: () => performance.now(),
    signal: new AbortController().signal,
    ...neverPaused,
    log: () => undefined,
    store: noCheckpoints,
    report: (report: TrainReport) => void reports.push(report),
  }
  const trained = await train({ graph, training, seed: 2, prepared, subject: 'run', ...begun }, context)
  return { ...trained, prepared, losses: seriesOf(reports)['loss/step'] ?? [] }
}

/** Written in every format and read back it predicts the same. */
export async function exportsAgree(
  trained: Awaited<ReturnType<typeof trainedFor>>,
  folder: string,
  name: string,
): Promise<void> {
  for (const format of Object.keys(formats)) {
    const target = { format, folder: join(folder, `${name}-${format}`), name }
    const { agrees, largestDifference } = await writeExport({ ...trained, ...target }, tf)
    expect(largestDifference).toBeLessThanOrEqual(1e-5)
    expect(agrees).toBe(true)
  }
}

/** The layers that tf.layers has, in it, against the arithmetic. */
export function plainMatches(graph: Graph): void {
  const checked = check(graph)
  expect(checked.problems).toEqual([])
  const { model, dispose } = buildPlain(graph, tf)
  for (const layer of checked.layers) expect(model.getLayer(layer.id).outputShape).toEqual([null, ...layer.outputShape])
  expect(model.countParams()).toBe(checked.parameters)
  dispose()
}

/** Every layer gives what arithmetic says of it, and the weights are as many as it counts. */
export function shapesMatch(graph: Graph): void {
  const checked = check(graph)
  expect(checked.problems).toEqual([])
  const network = build(graph, { tf, seed: 1 })
  const shapes = Object.fromEntries(checked.layers.map((layer) => [layer.id, layer.outputShape]))
  tf.tidy(() => {
    pass(network, madeUpInputs(network, 3), 0, (id, output) => expect(output.shape).toEqual([3, ...(shapes[id] ?? [])]))
  })
  const counts = network.drawn().map((values) => values.length)
  expect(counts).toEqual(network.weights.map(({ shape }) => shape.reduce((product, size) => product * size, 1)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(checked.parameters)
}
