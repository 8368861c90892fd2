// The TF.js export: read back by this program, by plain TF.js in a process of its own, and prepared by its own prepare.js.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyPreparation, prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import { formatInfos, writeExport } from '../../main/engine/exports'
import type { ExportInput } from '../../main/engine/exports'
import { loadTensor } from '../../main/engine/tensor'
import { preparedFor } from '../training/prepared'
import { trainMlp } from '../training/training'

let room = ''
beforeEach(() => (room = mkdtempSync(join(tmpdir(), 'netloom-export-'))))
afterEach(() => rmSync(room, { recursive: true, force: true }))

const network = { hidden: [5], dropout: 0.4, l2: 0.01, batchNormalisation: true }

async function exportOf(prepared = preparedFor('binary'), change: Partial<ExportInput> = {}) {
  const { model } = await trainMlp({ prepared, network, training: { epochs: 2 } })
  const input = { format: 'tfjs', model, prepared, folder: join(room, 'a model'), name: 'Run 1', ...change }
  return { input, model, written: await writeExport(input, loadTensor()) }
}

describe('the written folder', () => {
  test.each(['binary', 'multiclass', 'regression'] as const)(
    'agrees with the run on its held-out rows, %s',
    async (goal) => {
      const { written } = await exportOf(preparedFor(goal))
      expect(written).toMatchObject({ rowsCompared: 40, tolerance: 1e-5, agrees: true })
      expect(written.largestDifference).toBeLessThan(1e-6)
    },
  )

  test('holds model, weights, preparation, code and a page to read, and nothing else is left beside it', async () => {
    const { written } = await exportOf()
    const names = ['README.txt', 'example-row.json', 'example.js', 'model.json', 'package.json']
    const others = ['preparation.json', 'prepare.js', 'weights.bin']
    expect(written.files.map((file) => file.path)).toEqual([...names, ...others])
    // 4 x 5 + 5, four of 5, 5 + 1: 51 weights of four bytes.
    expect(written.files.at(-1)?.sizeBytes).toBe(51 * 4)
    expect(readdirSync(room)).toEqual(['a model'])
    expect(readFileSync(join(room, 'a model', 'model.json'), 'utf8')).not.toContain('SeededDropout')
  })

  test('notices weights that are not those of the run', async () => {
    const prepared = preparedFor('binary')
    const { model } = await trainMlp({ prepared, network, training: { epochs: 2 } })
    const wrong = {
      ...model,
      testOutputs: model.testOutputs.map((value, index) => (index === 7 ? value + 0.001 : value)),
    }
    const folder = join(room, 'wrong')
    const written = await writeExport({ format: 'tfjs', model: wrong, prepared, folder, name: 'x' }, loadTensor())
    expect(written.agrees).toBe(false)
    expect(written.largestDifference).toBeCloseTo(0.001, 5)
  })

  test('leaves no tensor', async () => {
    const before = loadTensor().memory().numTensors
    await exportOf()
    expect(loadTensor().memory().numTensors).toBe(before)
  })
})

describe('a folder that cannot be used', () => {
  test('that holds files is refused and left as it is', async () => {
    const folder = join(room, 'full')
    mkdirSync(folder)
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    await expect(exportOf(undefined, { folder })).rejects.toMatchObject({ code: 'export/folder-not-empty' })
    expect(readdirSync(folder)).toEqual(['mine.txt'])
  })

  test('that is a file, or lies below one, is refused', async () => {
    writeFileSync(join(room, 'file'), 'x')
    await expect(exportOf(undefined, { folder: join(room, 'file') })).rejects.toMatchObject({
      code: 'export/folder-not-empty',
    })
    const below = exportOf(undefined, { folder: join(room, 'file', 'below') })
    await expect(below).rejects.toMatchObject({ code: 'workspace/is-a-file' })
    expect(readdirSync(room)).toEqual(['file'])
  })

  test('for a format that there is not is not made', async () => {
    await expect(exportOf(undefined, { format: 'toString' })).rejects.toMatchObject({ code: 'export/unknown-format' })
    expect(readdirSync(room)).toEqual([])
    expect(formatInfos().map((info) => info.name)).toContain('tfjs')
  })

  test('that is empty is used', async () => {
    const folder = join(room, 'empty')
    mkdirSync(folder)
    expect((await exportOf(undefined, { folder })).written.agrees).toBe(true)
  })
})

/** A table with everything the recipe does: missing numbers, rare and missing words, yes and no, a hostile column name. */
const rows: (string | null)[][] = Array.from({ length: 60 }, (_, row) => [
  row % 7 === 0 ? null : String((row * 37) % 23),
  row % 5 === 0 ? null : (['red', 'green', 'blue'][row % 3] as string),
  row % 2 === 0 ? 'yes' : 'no',
  String(row / 10),
  ['low', 'mid', 'high'][row % 3] as string,
])
const columnNames = ['size', '__proto__', 'member', 'age', 'grade']
const types = ['number', 'category', 'boolean', 'number', 'category'] as const

function prepareTable() {
  const columns = [4, 0, 1, 2, 3].map((index): ColumnValues => {
    const name = columnNames[index] as string
    const cells = rows.map((row) => row[index] as string | null)
    if (types[index] !== 'number') return { kind: 'words', name, values: cells }
    return { kind: 'numbers', name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) }
  })
  const spec = {
    table: 'x',
    columns: columnNames.map((name, index) => {
      return {
        name,
        type: types[index] as (typeof types)[number],
        role: index === 4 ? ('target' as const) : ('feature' as const),
      }
    }),
    split: { kind: 'random', settings: { seed: 1 } },
  }
  const { prepared, problems } = prepare(columns, spec)
  if (prepared === null) throw new Error(JSON.stringify(problems))
  return prepared
}

interface Prepare {
  prepareRows(preparation: unknown, rows: [string, unknown][][]): Float32Array
  prepareRow(preparation: unknown, row: [string, unknown][]): Float32Array
  decode(
    preparation: unknown,
    output: number[],
  ): { value: unknown; probability?: number; probabilities?: [string, number][] }
}

describe('prepare.js', () => {
  async function written() {
    const prepared = prepareTable()
    const { input } = await exportOf(prepared)
    const code = (await import(pathToFileURL(join(input.folder, 'prepare.js')).href)) as Prepare
    const preparation = JSON.parse(
      readFileSync(join(input.folder, 'preparation.json'), 'utf8'),
    ) as typeof prepared.preparation
    return { prepared, preparation, code, folder: input.folder }
  }
  const pairs = (row: (string | null)[]) =>
    columnNames.map((name, index) => [name, row[index] ?? null] as [string, unknown])

  test('makes the same inputs as the engine out of raw rows, bit for bit', async () => {
    const { prepared, preparation, code } = await written()
    expect(code.prepareRows(preparation, rows.map(pairs))).toEqual(prepared.features)
  })

  test('takes missing, unknown and oddly written values as the engine does', async () => {
    const { preparation, code } = await written()
    const odd = [
      [null, 'violet', 'maybe', ' 3.50 ', 'low'],
      ['NA', null, null, 'abc', 'low'],
      ['', '?', 'YES', '1e3', 'low'],
      ['3', 'constructor', 'yes', '-0', 'low'],
    ]
    const engine = applyPreparation(preparation, { columns: columnNames, rows: odd }).features
    expect(code.prepareRows(preparation, odd.map(pairs))).toEqual(engine)
    expect(() => code.prepareRow(preparation, [['size', 1]])).toThrow('"__proto__"')
  })

  test('says what an output means', async () => {
    const { preparation, code } = await written()
    const { classes } = preparation.target
    expect(code.decode(preparation, [0.2, 0.5, 0.3])).toEqual({
      value: classes[1],
      probability: 0.5,
      probabilities: classes.map((name, index) => [name, [0.2, 0.5, 0.3][index]]),
    })
    const binary = { target: { goal: 'binary', classes: ['no', 'yes'], mean: 0, deviation: 1 } }
    expect(code.decode(binary, [0.5])).toMatchObject({ value: 'yes', probability: 0.5 })
    expect(code.decode(binary, [0.25])).toMatchObject({ value: 'no', probability: 0.75 })
    const number = { target: { goal: 'regression', classes: [], mean: 10, deviation: 2 } }
    expect(code.decode(number, [-1])).toEqual({ value: 8 })
  })

  test('and the example run with plain TF.js in a process of its own, and predict what the engine predicts', async () => {
    const { preparation, folder } = await written()
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
    const printed = execFileSync(process.execPath, ['example.js'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const { output, value } = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as { output: number[]; value: string }
    const row = JSON.parse(readFileSync(join(folder, 'example-row.json'), 'utf8')) as [string, string][]
    const text = { columns: row.map(([name]) => name), rows: [row.map(([, cell]) => String(cell))] }
    const tf = loadTensor()
    const model = await tf.loadLayersModel(tf.io.fileSystem(join(folder, 'model.json')))
    const expected = tf.tidy(() => {
      const features = applyPreparation(preparation, text).features as Float32Array
      return [
        ...(model.predict(tf.tensor2d(features, [1, features.length])) as ReturnType<typeof tf.tensor>).dataSync(),
      ]
    })
    model.dispose()
    output.forEach((share, index) => expect(share).toBeCloseTo(expected[index] ?? NaN, 5))
    expect(preparation.target.classes).toContain(value)
    expect(existsSync(join(folder, 'README.txt'))).toBe(true)
  })
})
