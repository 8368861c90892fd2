// Array files read in part: rows in any order, across gaps, several times, and files that are not whole.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openArrays } from '../../main/engine/workspace/arrayFile'
import { writeArrays } from '../../main/engine/workspace/arrays'

const folder = mkdtempSync(join(tmpdir(), 'netloom-array-file-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const file = join(folder, 'data.nla')
/** 3000 rows of 4 numbers: row 7 is 28, 29, 30, 31. */
const values = Float32Array.from({ length: 12_000 }, (_, at) => at)
const codes = Int32Array.from({ length: 3000 }, (_, at) => -at)
writeArrays(file, { of: 'tests' }, { bytes: Uint8Array.of(1, 2, 3), values, codes })

test('arrays come whole, one by one', () => {
  const { header, names, read, close } = openArrays<{ of: string }>(file)
  expect(header).toEqual({ of: 'tests' })
  expect(names).toEqual(['bytes', 'values', 'codes'])
  expect(read('bytes')).toEqual(Uint8Array.of(1, 2, 3))
  expect(read('values')).toEqual(values)
  expect(read('codes')).toEqual(codes)
  close()
})

test.each([
  ['in order', [0, 1, 2]],
  ['backwards, with repetitions', [2999, 7, 7, 0, 2999]],
  ['far apart', [5, 2500, 1200]],
  ['all', [...codes.keys()]],
  ['none', []],
])('rows %s', (_name, wanted) => {
  const { rows, close } = openArrays(file)
  const indices = Int32Array.from(wanted)
  const numbers = rows('values', 3000)
  expect(numbers).toMatchObject({ rows: 3000, bytes: 16, kind: 'Float32Array' })
  expect([...numbers.read(indices)]).toEqual(wanted.flatMap((row) => [0, 1, 2, 3].map((at) => row * 4 + at)))
  expect(rows('codes', 3000).read(indices)).toEqual(Int32Array.from(wanted, (row) => -row))
  close()
})

test('what is not whole, not there or has no such rows is refused', () => {
  const whole = readFileSync(file)
  const part = join(folder, 'part.nla')
  for (const length of [0, 3, 9, 40, whole.length - 9]) {
    writeFileSync(part, whole.subarray(0, length))
    expect(() => openArrays(part).close(), String(length)).toThrow('is damaged or cut short')
  }
  const { read, rows, close } = openArrays(file)
  expect(() => read('others')).toThrow('is damaged or cut short')
  expect(() => rows('bytes', 3)).toThrow('is damaged or cut short')
  expect(() => rows('values', 7)).toThrow('is damaged or cut short')
  close()
})
