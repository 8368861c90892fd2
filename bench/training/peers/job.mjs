// What the peers in Node share: reads a job's files and answers the harness, one JSON line a question.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { peakMb } from '../../measuring/memory.mjs'

function read(folder, { file, type }) {
  const bytes = readFileSync(path.join(folder, file))
  const [from, to] = [bytes.byteOffset, bytes.byteOffset + bytes.byteLength]
  return new (type === 'int32' ? Int32Array : Float32Array)(bytes.buffer.slice(from, to))
}

/** The job with each entry's `values` beside its shape. */
export function readJob(folder) {
  const job = JSON.parse(readFileSync(path.join(folder, 'job.json'), 'utf8'))
  const filled = (entry) => ({ ...entry, values: read(folder, entry) })
  return {
    ...job,
    inputs: job.inputs.map(filled),
    target: filled(job.target),
    orders: job.orders.map((order) => read(folder, order)),
    weights: job.weights.map(filled),
  }
}

const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)

async function timed(call) {
  const begun = performance.now()
  const value = await call()
  return { seconds: (performance.now() - begun) / 1000, value }
}

/** `peer.prepare(order)` makes ready what `peer.ordered()` then trains for an epoch, giving its loss; `peer.free(epochs)` only trains. */
async function checked(job, peer) {
  const epochs = []
  for (const order of job.orders) {
    peer.prepare(order)
    epochs.push(await timed(() => peer.ordered()))
  }
  return { seconds: epochs.map(({ seconds }) => seconds), losses: epochs.map(({ value }) => value) }
}

/** A peer that measures itself has `checked()` and `block(seconds)` in place of those. */
export async function serve(job, peer, versions) {
  answer({ versions })
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line)
    if (question.do === 'checked') answer(peer.checked ? await peer.checked() : await checked(job, peer))
    else if (question.do === 'block') answer(await block(job, peer, question))
    else return answer({ peakMb: peakMb(process.pid), ...peer.notes?.() })
  }
}

async function block(job, peer, { epochs, seconds: wanted }) {
  if (peer.block) return peer.block(wanted)
  const { seconds } = await timed(() => peer.free(epochs))
  return { seconds, steps: epochs * job.workload.steps }
}
