import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importTable, inspect, readRejects } from '../../../main/engine/datasets/read'
import type { BadRows, Reading } from '../../../shared/records'
import { codeOf, ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

const read = (path: string, reading: Reading = {}, badRows: BadRows = 'skip', more: string[] = []) =>
  importTable({
    path,
    more,
    reading,
    badRows,
    reshape: null,
    folder: room.tables,
    temporaryFolder: room.temporaryFolder,
  })

const cells = async (path: string, reading: Reading = {}) => (await room.rows((await read(path, reading)).table)).rows

describe('what the user fixes', () => {
  it.each<[string, string, Reading, (string | null)[][]]>([
    ['delimiter', 'a;b,c\n1;2,3\n', { delimiter: ',' }, [['1;2', '3']]],
    [
      'no header',
      'x,y\nz,w\n',
      { header: false },
      [
        ['x', 'y'],
        ['z', 'w'],
      ],
    ],
    ['lines above', '1,2\na,b\n3,4\n', { skip: 1, header: true }, [['3', '4']]],
    [
      'missing words',
      'a,b\n-,2\n3,NA\n',
      { missing: ['-'] },
      [
        [null, '2'],
        ['3', 'NA'],
      ],
    ],
    ['comment sign', 'a,b\n%1,2\n3,4\n', { comment: '%' }, [['3', '4']]],
    [
      'decimal comma',
      'a,b\n"1,5",x\n"2,25",y\n',
      { decimal: ',' },
      [
        ['1.5', 'x'],
        ['2.25', 'y'],
      ],
    ],
    ['date order', 'a,b\n02/03/2024,1\n', { dateOrder: 'dmy' }, [['2024-03-02', '1']]],
    ['quote', "a,b\n'1,2',3\n", { quote: "'", delimiter: ',' }, [['1,2', '3']]],
  ])('%s', async (name, text, reading, rows) => {
    expect(await cells(room.write(`fix ${name}.csv`, text), reading)).toEqual(rows)
  })

  it.each<[keyof Reading, string, Reading]>([
    ['delimiter', 'dataset/wrong-reading', { delimiter: '' }],
    ['quote', 'dataset/wrong-reading', { quote: '""' }],
    ['comment', 'dataset/wrong-reading', { comment: '\n' }],
    ['thousands', 'dataset/wrong-reading', { decimal: ',', thousands: ',' }],
    ['encoding', 'dataset/unknown-encoding', { encoding: 'klingon' }],
  ])('a wrong %s is a problem that names it', async (field, code, reading) => {
    const path = room.write('wrong.csv', 'a,b\n1,2\n')
    expect((await inspect(path, room, reading)).problems).toMatchObject([{ path: `reading.${field}`, code }])
    expect(await codeOf(read(path, reading))).toBe(code)
  })
})

describe('numbers and dates are guessed', () => {
  it.each<[string, string[], (string | null)[]]>([
    ['a;b\n1,5;x\n2;y\n', ['DOUBLE', 'VARCHAR'], ['1.5', 'x']],
    ['a;b\n1.234,50;1.000\n2,5;2.000\n', ['DOUBLE', 'BIGINT'], ['1234.5', '1000']],
    ['a,b\n"1,234.5",x\n"12,000,000",y\n', ['DOUBLE', 'VARCHAR'], ['1234.5', 'x']],
    ['a,b\n31/12/2024,02/03/2024\n01/12/2024,03/03/2024\n', ['DATE', 'DATE'], ['2024-12-31', '2024-03-02']],
    ['a,b\n2024-02-03 10:00,1\n2024-02-04 11:30:05,2\n', ['TIMESTAMP', 'BIGINT'], ['2024-02-03 10:00:00', '1']],
    ['a,b\n2024-02-03,1\nsoon,2\n', ['VARCHAR', 'BIGINT'], ['2024-02-03', '1']],
  ])('in %j', async (text, storages, row) => {
    const { columns, table } = await read(room.write('guess.csv', text))
    expect(columns.map(({ storage }) => storage)).toEqual(storages)
    expect((await room.rows(table)).rows[0]).toEqual(row)
  })

  it('and an order of day and month that nothing decides is said', async () => {
    const { problems, dialect } = await inspect(room.write('open.csv', 'a,b\n02/03/2024,1\n'), room)
    expect(problems).toMatchObject([{ code: 'dataset/guessed-dates', severity: 'note' }])
    expect(dialect.dateOrder).toBe('mdy')
  })
})

describe('bad rows', () => {
  const text = 'a,b\n"x\ny",1\n\n3\n4,5,6\n7,8\n'
  // Lines counted by hand: the quoted break makes the first row two lines.
  const expected = [
    { line: 5, text: '3' },
    { line: 6, text: '4,5,6' },
  ]

  it('are kept with line, reason and text', async () => {
    const path = room.write('bad.csv', text)
    const { rejects, account } = await read(path)
    expect(account).toMatchObject({ records: 5, rows: 2, rejects: 2, blanks: 1 })
    const kept = await readRejects(room.file(rejects ?? ''), 0, 10, room)
    expect(kept).toMatchObject({ total: 2, rejects: expected })
    expect(kept.rejects[0]?.reason.en).toBe('It has 1 field, fewer than the 2 columns.')
    expect((await inspect(path, room)).rejects).toMatchObject(expected)
    expect(await codeOf(readRejects(join(room.folder, 'none.parquet'), 0, 1, room))).toBe('dataset/file-missing')
  })

  it('lie on the right lines far below', async () => {
    const lines = Array.from({ length: 90_000 }, (_, row) => (row % 30_000 === 29_999 ? 'bad' : `${row},"w\n${row}"`))
    const { rejects } = await read(room.write('far.csv', `a,b\n${lines.join('\n')}\n`))
    const kept = await readRejects(room.file(rejects ?? ''), 0, 10, room)
    // Each good row has two lines: 1 + 2 * 29,999 + 1, then 2 * 29,999 + 1 more each time.
    expect(kept.rejects.map(({ line }) => line)).toEqual([60_000, 119_999, 179_998])
  })

  it('fail the import when asked to', async () => {
    expect(await codeOf(read(room.write('bad.csv', text), {}, 'fail'))).toBe('dataset/bad-rows')
  })

  it('are mended when asked to, and counted', async () => {
    const { table, account } = await read(room.write('bad.csv', text), {}, 'mend')
    expect(account).toMatchObject({ records: 5, rows: 4, rejects: 0, blanks: 1, mended: 2 })
    expect((await room.rows(table)).rows).toEqual([
      ['x\ny', '1'],
      ['3', null],
      ['4', '5'],
      ['7', '8'],
    ])
  })
})

/** `a,b`, `1,x` and `2,y` as zstd 1.5.4 packs them. */
const zstandard = '28b52ffd0458610000612c620a312c780a322c790a2e9f2146'

describe('other formats', () => {
  const rows = [
    ['1', 'x'],
    ['2', 'y'],
  ]

  it.each<[string, () => string | Uint8Array]>([
    ['packed.csv.gz', () => gzipSync('a,b\n1,x\n2,y\n')],
    ['packed.csv.zst', () => Buffer.from(zstandard, 'hex')],
    ['lines.jsonl', () => '{"a":1,"b":"x"}\n{"b":"y","a":2}\n'],
    ['array.json', () => '[{"a":1,"b":"x"},{"a":2,"b":"y"}]'],
  ])('%s', async (name, content) => {
    expect(await cells(room.write(name, content()))).toEqual(rows)
    expect((await inspect(join(room.folder, name), room)).rows).toEqual(rows)
  })

  it('Parquet', async () => {
    const { table } = await read(room.write('plain.csv', 'a,b\n1,x\n2,y\n'))
    expect(await cells(room.file(table))).toEqual(rows)
  })

  it('lines that are no JSON objects are rejects', async () => {
    const { account, rejects } = await read(room.write('bad.jsonl', '{"a":1}\nnone\n\n{"a":2}\n'))
    expect(account).toMatchObject({ records: 4, rows: 2, rejects: 1, blanks: 1 })
    expect((await readRejects(room.file(rejects ?? ''), 0, 9, room)).rejects).toMatchObject([{ line: 2, text: 'none' }])
  })

  it.each([
    ['ratings.dat', '1::122::5::838985046\n1::185::4.5::838983525\n'],
    ['u.data', '196\t242\t3\t881250949\n186\t302\t3\t891717742\n'],
  ])('ratings of MovieLens: %s', async (name, text) => {
    const { columns, account } = await read(room.write(name, text))
    expect(columns.map((column) => column.name)).toEqual(['user', 'item', 'rating', 'timestamp'])
    expect(account.rows).toBe(2)
  })

  it('a damaged archive, and bytes that are no text of the encoding', async () => {
    const packed = gzipSync('a,b\n1,x\n'.repeat(1000)).subarray(0, 40)
    expect(await codeOf(read(room.write('cut.csv.gz', packed)))).toBe('dataset/damaged-archive')
    const path = room.write('odd.csv', Buffer.from('a,b\n\x81 ,1\n', 'latin1'))
    expect(await codeOf(read(path, { encoding: 'gbk' }))).toBe('dataset/undecodable-text')
  })

  it('several files are one table when their columns agree', async () => {
    const [one, two] = [room.write('one.csv', 'a,b\n1,x\n'), room.write('two.csv', 'a,b\n2,y\n3\n')]
    const { table, account } = await read(one, {}, 'skip', [two])
    expect(account).toMatchObject({ records: 3, rows: 2, rejects: 1 })
    expect((await room.rows(table)).rows).toEqual(rows)
    expect(await codeOf(read(one, {}, 'skip', [room.write('other.csv', 'a,c\n2,y\n')]))).toBe('dataset/other-columns')
  })
})

describe('ragged files', () => {
  const good = Array.from({ length: 200 }, (_, row) => `${row}.5,word ${row % 7}`)

  it.each([
    ['the first row is longer', [`1,2,3`, ...good]],
    ['the first row is shorter', [`1`, ...good]],
    ['the last row is longer', [...good, 'broken,row,here']],
    ['the last row is shorter', [...good, 'broken']],
  ])('%s: the names are those on top, and it is a reject', async (name, rows) => {
    const path = room.write(`ragged ${name}.csv`, `size,word\n${rows.join('\n')}\n`)
    const seen = await inspect(path, { temporaryFolder: room.temporaryFolder })
    expect(seen.columns.map((column) => column.name)).toEqual(['size', 'word'])
    const { account, columns } = await read(path)
    expect(columns.map((column) => column.name)).toEqual(['size', 'word'])
    expect(account).toMatchObject({ records: 201, rows: 200, rejects: 1, preamble: 0 })
  })
})
