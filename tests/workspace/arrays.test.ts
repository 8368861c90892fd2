// Array files: what is written comes back, and bytes that are no such file, or are cut or forged, are refused.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArrays } from '../../main/engine/workspace/arrayFile'
import { decodeArrays, writeArrays } from '../../main/engine/workspace/arrays'
import { codeOf, temporaryFolder } from './folders'

/** A file by hand: magic, length of the head, head, padding to 8 bytes, data. */
function forged(head: string, data = Buffer.alloc(0)): Buffer {
  const json = Buffer.from(head)
  const bytes = Buffer.alloc(Math.ceil((8 + json.length) / 8) * 8)
  bytes.write('NLA1', 0, 'latin1')
  bytes.writeUInt32LE(json.length, 4)
  json.copy(bytes, 8)
  return Buffer.concat([bytes, data])
}

test('arrays of every kind come back with their header, whatever they are called', () => {
  const file = join(temporaryFolder(), 'below', 'x.nla')
  const arrays = Object.fromEntries([
    ['floats', Float32Array.of(1.5, NaN, -Infinity)],
    ['doubles', Float64Array.of(Math.PI)],
    ['__proto__', Int32Array.of(-7)],
    ['bytes', Uint8Array.of(1, 2, 3)],
    ['empty', new Float32Array(0)],
  ])
  writeArrays(file, { columns: ['__proto__'] }, arrays)
  const back = readArrays(file)
  expect(back.header).toEqual({ columns: ['__proto__'] })
  expect(Object.keys(back.arrays)).toEqual(['floats', 'doubles', '__proto__', 'bytes', 'empty'])
  for (const [name, array] of Object.entries(arrays)) expect(back.arrays[name]).toEqual(array)
})

describe('bytes that are refused', () => {
  const entry = { name: 'a', kind: 'Float32Array', length: 2, offset: 0 }
  const data = Buffer.alloc(8)
  const refusal = (bytes: Buffer) => codeOf(() => decodeArrays(bytes, 'x.nla'))

  test('a right file is taken', () => {
    expect(decodeArrays(forged(JSON.stringify({ header: 1, entries: [entry] }), data), 'x').header).toBe(1)
  })

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['another kind of file', Buffer.from('PK\u0003\u0004 a zip file')],
    ['a head longer than the file', Buffer.concat([Buffer.from('NLA1'), Buffer.from([255, 255, 255, 127])])],
    ['a head that is no JSON', forged('{"header"')],
    ['a head of null', forged('null')],
    ['a head without entries', forged('{"header":1}')],
    ['an entry of null', forged('{"entries":[null]}')],
    ...(
      [
        ['a kind from the prototype', { kind: 'constructor' }],
        ['a kind that is none', { kind: 'BigInt64Array' }],
        ['data past the end', { length: 3 }],
        ['a negative offset', { offset: -8 }],
        ['a length that is no number', { length: '2' }],
        ['a broken offset', { offset: 0.5 }],
      ] as const
    ).map(([name, change]): [string, Buffer] => [
      name,
      forged(JSON.stringify({ header: 1, entries: [{ ...entry, ...change }] }), data),
    ]),
  ])('%s', (_name, bytes) => {
    expect(refusal(bytes)).toBe('workspace/damaged-file')
  })

  test('a file cut short anywhere', () => {
    const file = join(temporaryFolder(), 'x.nla')
    writeArrays(file, { a: 1 }, { values: Float64Array.of(1, 2, 3) })
    const bytes = readFileSync(file)
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length))
      expect(codeOf(() => readArrays(file))).toBe('workspace/damaged-file')
    }
  })
})

test('a file that cannot be put in place leaves no part of itself', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'taken'))
  expect(() => writeArrays(join(folder, 'taken'), null, {})).toThrow()
  writeFileSync(join(folder, 'file'), 'x')
  expect(codeOf(() => writeArrays(join(folder, 'file', 'below.nla'), null, {}))).toBe('workspace/is-a-file')
  expect(readdirSync(folder).sort()).toEqual(['file', 'taken'])
})
