// Hostile files with weights: nothing outside is read, nothing huge is made, and the network opens without what cannot be trusted.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import h5 from 'h5wasm/node'
import { afterAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { readModelFile } from '../../main/engine/exports/foreign/readModelFile'
import { readWeights } from '../../main/engine/workspace'
import { functional, layer, only, start } from './written'

const room = mkdtempSync(join(tmpdir(), 'netloom-hostile-'))
const kept = join(room, 'kept')
mkdirSync(kept)
afterAll(() => rmSync(room, { recursive: true }))

const keeping = {
  folder: kept,
  temporaryFolder: room,
  signal: new AbortController().signal,
  progress: () => undefined,
}
const refused = (why: string) =>
  expect.objectContaining({ code: 'architecture/not-readable', message: expect.stringContaining(why) })

/** A dense layer of 2 units on 3 numbers. */
const dense = only('Dense', { units: 2 }, [3])
const floats = (...numbers: number[]) => Buffer.from(Float32Array.from(numbers).buffer)
const numbers = floats(1, 2, 3, 4, 5, 6, 7, 8)

describe('files of weights beside a model.json', () => {
  const kernel = { name: 'out/kernel', shape: [3, 2], dtype: 'float32' }
  const bias = { name: 'out/bias', shape: [2], dtype: 'float32' }

  async function read(paths: string[], weights: object[] = [kernel, bias], content: Buffer = numbers) {
    const folder = mkdtempSync(join(room, 'tfjs-'))
    writeFileSync(join(room, 'outside.bin'), numbers)
    writeFileSync(join(folder, 'inside.bin'), content)
    symlinkSync(join(room, 'outside.bin'), join(folder, 'link.bin'))
    mkdirSync(join(folder, 'deeper.bin'))
    const file = join(folder, 'model.json')
    writeFileSync(file, JSON.stringify({ modelTopology: dense, weightsManifest: [{ paths, weights }] }))
    return readModelFile(file, keeping)
  }

  test('are read in the folder of the model', async () => {
    const { weights, said } = await read(['inside.bin'])
    expect(said).toEqual([])
    const [first, second] = readWeights(join(kept, `${weights?.hash}.nla`))
    expect(first).toEqual({ name: 'out/kernel', shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) })
    expect(second?.values).toEqual(Float32Array.of(7, 8))
  })

  test.each([
    ['above it', '../outside.bin'],
    ['from the root', join(room, 'outside.bin')],
    ['by a link', 'link.bin'],
    ['by another way to write a path', '..\\outside.bin'],
    ['nowhere', 'gone.bin'],
    ['in a folder', 'deeper.bin'],
    ['the folder itself', '.'],
  ])('are not read %s', async (_, path) => {
    const { weights, said, graph } = await read([path])
    expect(weights).toBeNull()
    expect(said.map(({ en }) => en)).toEqual([
      expect.stringContaining(`The file of weights "${path}" is not beside it`),
    ])
    expect(graph.layers).toHaveLength(2)
  })

  test('that are too short, or would be giant, are left', async () => {
    expect((await read(['inside.bin'], [kernel, bias], floats(1, 2))).weights).toBeNull()
    const giant = { ...kernel, shape: [2 ** 20, 2 ** 20] }
    expect((await read(['inside.bin'], [giant, bias])).weights).toBeNull()
    expect((await read(['inside.bin'], [{ ...kernel, shape: [-3, 2] }, bias])).weights).toBeNull()
    expect((await read(['inside.bin'], [{ ...kernel, dtype: 'string' }, bias])).weights).toBeNull()
  })

  test('of another size are none of this layer', async () => {
    const { weights, found } = await read(['inside.bin'], [{ ...kernel, shape: [2, 2] }, bias])
    expect(weights).toBeNull()
    expect(found.withoutWeights).toEqual(['out'])
  })

  test('may be packed into fewer bits', async () => {
    const packed = [
      { ...kernel, quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
      { ...bias, quantization: { dtype: 'float16' } },
    ]
    // In 16 bits 1.5 is 0x3e00 and -2 is 0xc000.
    const { weights } = await read(['inside.bin'], packed, Buffer.from([0, 1, 2, 3, 4, 255, 0x00, 0x3e, 0x00, 0xc0]))
    const [first, second] = readWeights(join(kept, `${weights?.hash}.nla`))
    expect(first?.values).toEqual(Float32Array.of(-1, -0.5, 0, 0.5, 1, 126.5))
    expect(second?.values).toEqual(Float32Array.of(1.5, -2))
  })
})

describe('a .keras file', () => {
  /** Another size than the weights have, where one is given, is announced in the zip's table of contents. */
  async function read(weights: Buffer, announced?: number) {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from(JSON.stringify(dense)), 'config.json')
    zip.addBuffer(weights, 'model.weights.h5')
    zip.end()
    const bytes = await buffer(zip.outputStream)
    // The last entry of the table: signature, then the size 24 bytes behind it.
    if (announced !== undefined)
      bytes.writeUInt32LE(announced, bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
    const file = join(room, 'zipped.keras')
    writeFileSync(file, bytes)
    return readModelFile(file, keeping)
  }

  test('whose weights are said to be giant opens without them', async () => {
    const { weights, graph } = await read(numbers, 0xf000_0000)
    expect(weights).toBeNull()
    expect(graph.layers).toHaveLength(2)
  })

  test('whose weights are more than was said, or are none, is damaged, and nothing is left of them', async () => {
    await expect(read(Buffer.alloc(2 ** 20), 100)).rejects.toEqual(refused('damaged'))
    await expect(read(numbers)).rejects.toEqual(refused('damaged'))
    expect(readdirSync(room).filter((name) => name.startsWith('weights-'))).toEqual([])
  })
})

describe('an .h5 file', () => {
  async function read(write: (group: InstanceType<typeof h5.Group>) => void) {
    await h5.ready
    const file = join(mkdtempSync(join(room, 'h5-')), 'model.h5')
    const root = new h5.File(file, 'w')
    root.create_attribute('model_config', JSON.stringify(dense))
    const group = root.create_group('model_weights').create_group('out')
    group.create_attribute('weight_names', ['out/kernel:0', 'out/bias:0'])
    const own = group.create_group('out')
    own.create_dataset({ name: 'bias:0', data: Float32Array.of(7, 8) })
    write(own)
    root.close()
    return readModelFile(file, keeping)
  }

  test('has its weights by their names', async () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6)
    const { weights } = await read((own) => own.create_dataset({ name: 'kernel:0', data, shape: [3, 2] }))
    expect(readWeights(join(kept, `${weights?.hash}.nla`))[0]?.values).toEqual(data)
  })

  test('of absurd sizes is not read into memory', async () => {
    const { weights, found } = await read((own) => {
      const [chunks, maxshape] = [
        [3, 2],
        [null, null],
      ]
      const made = own.create_dataset({ name: 'kernel:0', data: new Float32Array(6), shape: [3, 2], chunks, maxshape })
      made.resize([2 ** 31, 2 ** 20])
    })
    expect(weights).toBeNull()
    expect(found.withoutWeights).toEqual(['out'])
  })

  test('that leads into other files, or has words for numbers, has no weights', async () => {
    const elsewhere = await read((own) => void own.create_external_link('other.h5', '/kernel', 'kernel:0'))
    expect(elsewhere.weights).toBeNull()
    const words = await read((own) => void own.create_dataset({ name: 'kernel:0', data: ['a', 'b'] }))
    expect(words.weights).toBeNull()
  })
})

describe('descriptions', () => {
  async function read(name: string, text: string) {
    const file = join(room, name)
    writeFileSync(file, text)
    return readModelFile(file, keeping)
  }

  test('nested a hundred thousand deep are refused or kept as they are, without a crash', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    await expect(read('deep.json', deep)).rejects.toEqual(refused('no Keras model'))
    const inside = JSON.stringify(only('Dense', { units: 2, activation: 'DEEP' }, [3])).replace('"DEEP"', deep)
    const { graph } = await read('inside.json', inside)
    expect(graph.layers.map(({ type }) => type)).toEqual(['input', 'keras/Dense'])
    const wrapped = '{"class_name":"Bidirectional","config":{"merge_mode":"sum","layer":'
    const chain = wrapped.repeat(50_000) + '{}' + '}}'.repeat(50_000)
    const both = JSON.stringify(only('Bidirectional', { merge_mode: 'sum', layer: 'CHAIN' }, [3])).replace(
      '"CHAIN"',
      chain,
    )
    await expect(read('both.json', both)).rejects.toEqual(refused('too deep'))
  })

  test('of ten thousand layers, or of ten thousand calls of one, are refused', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      layer('Dense', { name: `d${index}`, units: 1 }, [[['in', 0, 0, {}]]]),
    )
    await expect(read('many.json', JSON.stringify(functional([start([3]), ...many])))).rejects.toEqual(refused('2000'))
    const calls = Array.from({ length: 20_000 }, () => [['in', 0, 0, {}]])
    const called = functional([start([3]), layer('Dense', { name: 'out', units: 1 }, calls)])
    await expect(read('calls.json', JSON.stringify(called))).rejects.toEqual(refused('2000'))
  })
})
