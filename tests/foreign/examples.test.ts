// Networks of the examples of TensorFlow.js, written by itself: they open, are laid out and count as there.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { check, readForeign } from '../../main/engine/architectures'
import { arrange } from '../../renderer/components/graph/arrange'

const file = new URL('../fixtures/foreign/examples.json.gz', import.meta.url)
const examples = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Record<
  string,
  { modelTopology: unknown; parameters: number }
>

/** Layers that an example has of its own, or settings that ours have not. */
const placeholders: Record<string, string[]> = {
  'date-conversion-attention': ['keras/GetLastTimestepLayer', 'keras/LSTM', 'keras/Dot'],
}

describe.each(Object.entries(examples))('%s', (name, { modelTopology, parameters }) => {
  const { graph, unknown } = readForeign({ modelTopology })

  test('opens and has as many parameters', () => {
    const { parameters: ours, problems } = check(graph)
    expect(ours).toBe(parameters)
    const types = graph.layers.flatMap(({ type }) => (type.startsWith('keras/') ? [type] : []))
    expect(types).toEqual(placeholders[name] ?? [])
    expect(unknown.map(({ className }) => `keras/${className}`)).toEqual(types)
    expect(problems.filter(({ code }) => code !== 'architecture/unknown-layer')).toEqual([])
  })

  test('is laid out: each layer below what feeds it, no two in one place', () => {
    const boxes = graph.layers.map(({ id }) => ({ id, width: 160, height: 44 }))
    const wires = graph.layers.flatMap(({ id, inputs }) => inputs.map((from) => ({ from, to: id })))
    const places = arrange({ boxes, wires })
    expect(places.size).toBe(graph.layers.length)
    for (const { from, to } of wires) expect(places.get(to)?.y).toBeGreaterThan(places.get(from)?.y ?? Infinity)
    expect(new Set([...places.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(places.size)
  })
})
