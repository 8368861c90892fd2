// Prepared blocks in their file, and new rows arranged as those of training were.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blockFor } from '../../../main/engine/training/inputs'
import { sourceOf } from '../../../main/engine/training/data'
import { applyArrangement } from '../../../main/engine/datasets'
import { packWords, readPrepared, unpackWords, wordsIn, writePrepared } from '../../../main/engine/workspace'
import type { Prepared } from '../../../main/engine/workspace'
import { openPrepared } from '../../../main/engine/workspace/prepared'
import { codesIn, leaveLastOut, preparedOf, rowsOf } from './tables'
import type { TestTable } from './tables'

const users = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']
const items = ['p', 'q', 'p', 'q', 'q', 'p', 'q', 'p', 'q', 'p']
const columns: TestTable['columns'] = {
  user: { role: 'user', values: users },
  item: { role: 'item', values: items },
  at: { role: 'time', values: users.map((_, row) => row) },
  price: { role: 'feature', values: users.map((_, row) => row) },
}
const next: TestTable = { task: 'nextItem', settings: { length: 3 }, split: leaveLastOut, columns }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-blocks-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function modelOf({ preparation, words = [] }: Prepared) {
  return { preparation, words }
}

describe('lists of words', () => {
  it.each([[[]], [['']], [['a', '', '数据', '🎬', 'é']]])('come back as they were: %j', (words) => {
    const list = packWords('item', words)
    expect(unpackWords(list)).toEqual(words)
    expect(list.bytes.length).toBe(Buffer.byteLength(words.join('')))
  })

  it('are refused when their ends do not fit their bytes', () => {
    const { bytes, ends } = packWords('item', ['ab', 'c'])
    const arrays = (given: Int32Array) => ({ 'words.item.bytes': bytes, 'words.item.ends': given })
    expect(wordsIn(arrays(ends), 'item')).toEqual({ name: 'item', bytes, ends })
    for (const wrong of [[2], [2, 9], [3, 2], [-1, 3]])
      expect(wordsIn(arrays(Int32Array.from(wrong)), 'item')).toBeNull()
    expect(wordsIn({}, 'item')).toBeNull()
  })
})

describe('a file of prepared blocks', () => {
  it('holds blocks, weights and words; opened, blocks are read row by row', () => {
    const weight = { role: 'weight' as const, values: users.map((_, row) => row + 1) }
    const prepared = preparedOf({ ...next, columns: { ...columns, weight } })
    const file = join(folder, 'whole.nla')
    writePrepared(file, prepared)
    const read = readPrepared(file)
    expect(read).toEqual(prepared)
    const opened = openPrepared(file)
    const [sequence] = opened.prepared.blocks ?? []
    if (sequence === undefined || !('read' in sequence.values)) throw new Error('not in its file')
    expect([...sequence.values.read(Int32Array.of(3, 1))]).toEqual(
      [3, 1].flatMap((row) => rowsOf(prepared, 'sequence')[row]),
    )
    expect(opened.prepared.weight).toEqual(prepared.weight)
    expect(opened.prepared.words).toEqual(prepared.words)
    opened.close()
  })

  it('feeds each input of a network by its name, and says which there are when one is not', () => {
    const prepared = preparedOf(next)
    const source = sourceOf(prepared, [
      { id: 'user', shape: [1], dtype: 'int32' },
      { id: 'sequence', shape: [3], dtype: 'int32' },
    ])
    expect(source.inputs.map(({ values }) => values)).toEqual(
      ['user', 'sequence'].map((name) => prepared.blocks?.find((block) => block.name === name)?.values),
    )
    expect(source.targets.map(({ shape }) => shape)).toEqual([[]])
    for (const wrong of [
      { id: 'nothing', shape: [3] },
      { id: 'sequence', shape: [4] },
    ]) {
      expect(() => blockFor({ ...wrong, dtype: 'int32' }, prepared.blocks ?? [])).toThrow(
        expect.objectContaining({ code: 'run/input-mismatch' }),
      )
    }
  })
})

describe('new rows', () => {
  it('a pasted history becomes the codes that training gave, without unknown items, the latest last', () => {
    const model = modelOf(preparedOf(next))
    const text = { columns: ['item', 'price'], rows: ['q', 'new', 'p', 'q', 'q'].map((item, at) => [item, String(at)]) }
    const { asked, problems } = applyArrangement(model, text)
    expect(problems).toEqual([])
    const block = (name: string) => asked?.blocks.find((one) => one.name === name)
    const code = { p: 1, q: 2 }
    // The training rows are p q q p: equally many, so by the letter.
    expect([...(block('sequence')?.values as Int32Array)]).toEqual([code.p, code.q, code.q])
    expect(block('sequence')?.shape).toEqual([3])
    expect([...(block('user')?.values as Int32Array)]).toEqual([0])
    expect(asked?.keys).toEqual([''])
  })

  it('the history of each user is what training would make of it before the next row', () => {
    const prepared = preparedOf(next)
    const rows = users.slice(0, 3).map((user, row) => [user, items[row] ?? '', String(row), String(row)])
    const more = [
      ['zoe', 'p', '7', '0'],
      ['zoe', 'q', '6', '1'],
    ]
    const { asked } = applyArrangement(modelOf(prepared), {
      columns: ['user', 'item', 'at', 'price'],
      rows: [...rows.reverse(), ...more],
    })
    const example = [...prepared.row].indexOf(3)
    const of = (name: string) => asked?.blocks.find((one) => one.name === name)
    expect(asked?.keys).toEqual(['a', 'zoe'])
    for (const name of ['sequence', 'features', 'user']) {
      const size = of(name)?.shape.reduce((product, axis) => product * axis, 1) ?? 0
      expect([...(of(name)?.values as Int32Array).subarray(0, size)], name).toEqual(rowsOf(prepared, name)[example])
    }
    expect([...(of('sequence')?.values as Int32Array).subarray(3)]).toEqual([0, 2, 1])
  })

  it('pairs become codes, 0 for who was never seen, and need their columns', () => {
    const stars = { role: 'rating' as const, values: users.map((_, row) => (row % 5) + 1) }
    const model = modelOf(preparedOf({ ...next, task: 'rating', settings: {}, columns: { ...columns, stars } }))
    const { asked } = applyArrangement(model, {
      columns: ['item', 'user', 'price'],
      rows: [
        ['q', 'b', '4'],
        ['p', 'zoe', ''],
      ],
    })
    const values = asked?.blocks.map(({ name, values: of }) => [name, (of as Int32Array).length])
    expect(values).toEqual([
      ['user', 2],
      ['item', 2],
      ['features', 2],
    ])
    expect([...(asked?.blocks[0]?.values as Int32Array)][1]).toBe(0)
    expect(codesIn(applyArrangement(model, { columns: ['user', 'price'], rows: [] }).problems)).toEqual([
      'prediction/column-missing',
    ])
  })

  it('the last window of a series is what training would have looked at for its next value', () => {
    const parts = users.map((_, row) => (row < 6 ? 'train' : row < 8 ? 'valid' : 'test'))
    const prepared = preparedOf({
      task: 'forecast',
      settings: { window: 3 },
      split: { kind: 'given', settings: { column: 'part' } },
      columns: {
        value: { role: 'target', values: users.map((_, row) => row * row) },
        at: { role: 'time', values: users.map((_, row) => row) },
        part: { role: 'ignore', values: parts },
      },
    })
    const text = { columns: ['value', 'at'], rows: [8, 7, 6, 5, 4].map((row) => [String(row * row), String(row)]) }
    const { asked } = applyArrangement(modelOf(prepared), text)
    expect([...(asked?.blocks[0]?.values as Float32Array)]).toEqual(rowsOf(prepared, 'sequence').at(-1))
    const short = applyArrangement(modelOf(prepared), { columns: ['value'], rows: [['1'], ['2']] })
    expect(short.asked?.keys).toEqual([])
  })
})
