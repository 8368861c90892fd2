// Models of other programs: applications of Keras are laid out and counted, what is unknown is kept, what is hostile is refused.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import { check, readForeign } from '../../main/engine/architectures'
import { readModelFile } from '../../main/engine/exports/foreign/readModelFile'
import { graphSchema } from '../../shared/records/graphSchema'

const folder = fileURLToPath(new URL('../fixtures/foreign', import.meta.url))
const counts = JSON.parse(readFileSync(join(folder, 'counts.json'), 'utf8')) as Record<string, number>
const room = mkdtempSync(join(tmpdir(), 'netloom-foreign-'))
afterAll(() => rmSync(room, { recursive: true }))

/** The file itself, unpacked where it is packed for the repository. */
function fileOf(name: string): string {
  if (!name.endsWith('.gz')) return join(folder, name)
  const file = join(room, name.replace('.gz', ''))
  writeFileSync(file, gunzipSync(readFileSync(join(folder, name))))
  return file
}

function written(name: string, content: unknown): string {
  const file = join(room, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const refused = (why: string) =>
  expect.objectContaining({ code: 'architecture/not-readable', message: expect.stringContaining(why) })

describe('models of Keras', () => {
  test.each(Object.keys(counts))('%s opens and has as many parameters', async (name) => {
    const { graph } = await readModelFile(fileOf(name))
    const checked = check(graph)
    expect(graphSchema.parse(graph)).toEqual(graph)
    expect(checked.layers).toHaveLength(graph.layers.length)
    expect(checked.parameters).toBe(counts[name])
    expect(checked.problems.filter(({ code }) => code !== 'architecture/unknown-layer')).toEqual([])
  })

  test('MobileNet and a model with several ends are layers of ours altogether', async () => {
    for (const name of ['MobileNet.json.gz', 'MobileNetV2.json.gz', 'mixed.keras']) {
      const { graph, said } = await readModelFile(fileOf(name))
      expect(said).toEqual([])
      expect(check(graph).problems).toEqual([])
    }
  })

  test('a layer that is called twice is one with shared weights, a model in it is laid out', async () => {
    const { graph } = await readModelFile(fileOf('mixed.json'))
    const shared = graph.layers.filter(({ shares }) => shares !== undefined)
    expect(shared.map(({ type }) => type)).toEqual(['dense'])
    expect(graph.outputs).toEqual(['first', 'second'])
    expect(graph.layers.find(({ id }) => id === 'both')?.settings).toMatchObject({ direction: 'both', units: 4 })
    expect(graph.layers.find(({ id }) => id === 'heads')?.settings).toMatchObject({ causal: true, heads: 2 })
  })

  test('a Lambda is named and kept, never run, and blocks training alone', async () => {
    const { graph, found } = await readModelFile(fileOf('lambda.json'))
    expect(found.unknown).toEqual([{ layer: 'doubled', className: 'Lambda', measured: false }])
    const { problems, layers } = check(graph)
    expect(problems.map(({ code, layer }) => [code, layer])).toEqual([['architecture/unknown-layer', 'doubled']])
    expect(layers.map(({ outputShape }) => outputShape)).toEqual([[6], [4], [4], [2]])
  })
})

describe('models of TensorFlow.js', () => {
  const dense = (name: string, units: number, more = {}) => ({
    class_name: 'Dense',
    config: { name, units, activation: 'relu', use_bias: true, ...more },
  })
  const model = (weights: number[][]) => ({
    format: 'layers-model',
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      model_config: {
        class_name: 'Sequential',
        config: { layers: [dense('a', 3, { batch_input_shape: [null, 5] }), dense('b', 2)] },
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: weights.map((shape, index) => ({ name: `${index}`, shape, dtype: 'float32' })),
      },
    ],
  })

  test('model.json opens, and its weights are counted', async () => {
    const { graph, said } = await readModelFile(written('model.json', model([[5, 3], [3], [3, 2], [2]])))
    expect(said).toEqual([])
    expect(check(graph).parameters).toBe(26)
  })

  test('other weights than the layers have are said', async () => {
    const { said } = await readModelFile(written('other.json', model([[5, 3]])))
    expect(said[0]?.en).toContain('lists "15" weights, the network has "26" parameters')
  })

  test('a graph model has no layers', async () => {
    await expect(readModelFile(written('graph.json', { format: 'graph-model', modelTopology: {} }))).rejects.toEqual(
      refused('graph model'),
    )
  })
})

describe('hostile files', () => {
  const layer = (className: string, config: object, inbound: unknown[] = []) => ({
    class_name: className,
    name: (config as { name?: string }).name,
    config,
    inbound_nodes: inbound,
  })
  const functional = (layers: object[], outputs: unknown = [['out', 0, 0]]) => ({
    class_name: 'Functional',
    config: { layers, input_layers: [['in', 0, 0]], output_layers: outputs },
  })
  const start = layer('InputLayer', { name: 'in', batch_shape: [null, 4] })

  test.each([
    ['no JSON', 'nonsense', 'no JSON'],
    ['another JSON', '{"a": 1}', 'no Keras model'],
    ['nothing', '', 'no JSON'],
    ['a damaged zip', 'PK\x03\x04nonsense', 'damaged'],
    ['a damaged HDF5', '\x89HDF\r\n\x1a\nnonsense', 'damaged'],
  ])('%s is refused', async (name, content, why) => {
    const file = join(room, `bad-${name.replaceAll(' ', '-')}`)
    writeFileSync(file, Buffer.from(content, 'latin1'))
    await expect(readModelFile(file)).rejects.toEqual(refused(why))
  })

  test('a zip without a description, and one whose description is a bomb', async () => {
    const zipped = async (name: string, content: Buffer) => {
      const zip = new ZipFile()
      zip.addBuffer(content, name)
      zip.end()
      const file = join(room, `${name}-${content.length}.keras`)
      writeFileSync(file, await buffer(zip.outputStream))
      return file
    }
    await expect(readModelFile(await zipped('other.json', Buffer.from('{}')))).rejects.toEqual(refused('config.json'))
    const bomb = await zipped('config.json', Buffer.alloc(33 * 2 ** 20, ' '))
    await expect(readModelFile(bomb)).rejects.toEqual(refused('32 MB'))
  })

  test('circles, strangers and models without end are refused', () => {
    const circle = [start, layer('Dense', { name: 'out', units: 2 }, [[['out', 0, 0, {}]]])]
    expect(() => readForeign(functional(circle))).toThrowError(refused('fed by none'))
    expect(() => readForeign(functional([start], [['gone', 0, 0]]))).toThrowError(refused('no layers'))
    let nested: object = functional([start, layer('Dense', { name: 'out', units: 2 }, [[['in', 0, 0, {}]]])])
    for (let depth = 0; depth < 40; depth += 1) {
      nested = functional([start, { ...nested, name: 'out', inbound_nodes: [[['in', 0, 0, {}]]] }])
    }
    expect(() => readForeign(nested)).toThrowError(refused('16 deep'))
    expect(() => readForeign(functional(Array.from({ length: 2001 }, () => start)))).toThrowError(refused('2000'))
  })

  test('names of prototypes and giant sizes are settings like others: kept apart, and nothing is made of them', () => {
    const named = ['__proto__', 'constructor', 'toString'].map((name) => layer(name, { name }, [[['in', 0, 0, {}]]]))
    const ends = ['__proto__', 'constructor', 'toString', 'out'].map((name) => [name, 0, 0])
    const giant = layer('Dense', { name: 'out', units: 1e300 }, [[['in', 0, 0, {}]]])
    const { graph, unknown } = readForeign(functional([start, ...named, giant], ends))
    expect(unknown).toHaveLength(4)
    expect(graph.layers.map(({ type }) => type)).toEqual([
      'input',
      'keras/__proto__',
      'keras/constructor',
      'keras/toString',
      'keras/Dense',
    ])
    expect(check(graph).problems.every(({ code }) => code === 'architecture/unknown-layer')).toBe(true)
  })
})
