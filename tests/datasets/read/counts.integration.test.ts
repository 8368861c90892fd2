import { afterAll, describe, expect, it } from 'vitest'
import { ReadingRoom } from '../reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

const rows = 120_000

/** A number that no two rows share, in no order. */
const mixed = (row: number) => Math.imul(row + 1, 2654435761) >>> 0

// What is expected is counted by hand from how the rows are made.
describe('the columns of a table of more than 100,000 rows', async () => {
  const line = (row: number) =>
    `${row + 5},${mixed(row)},${row % 50_000},${row % 700},${row % 3 ? 'yes' : 'no'},${mixed(row) / 8}`
  const lines = Array.from({ length: rows }, (_, row) => line(row))
  const file = room.write('large.csv', `a,unlike,many,some,two,measured\n${lines.join('\n')}\n`)
  const { columns } = await room.import(file)
  const column = (name: string) => columns.find((one) => one.name === name)

  it('counts few values exactly, with the commonest', () => {
    expect(column('some')).toMatchObject({ distinct: 700, min: 0, max: 699, missing: 0 })
    expect(column('some')?.top).toHaveLength(20)
    expect(column('some')?.top[0]).toEqual({ value: '0', count: 172 })
    expect(column('two')).toMatchObject({
      type: 'boolean',
      distinct: 2,
      top: [{ value: 'yes', count: 80_000 }, { count: 40_000 }],
    })
  })

  it('estimates how many of many values differ, and never more than there are', () => {
    for (const [name, right] of [
      ['unlike', rows],
      ['many', 50_000],
      ['measured', rows],
    ] as const) {
      const found = column(name)
      expect(found?.top).toEqual([])
      expect(Math.abs((found?.distinct ?? 0) - right) / right).toBeLessThan(0.1)
      expect(found?.distinct).toBeLessThanOrEqual(rows)
    }
  })

  it('tells whole numbers that count the rows', () => {
    expect(column('a')).toMatchObject({ distinct: rows, min: 5, max: rows + 4, mean: (rows - 1) / 2 + 5 })
  })

  it('takes mean and deviation of all values', () => {
    const values = Array.from({ length: rows }, (_, row) => row % 700)
    const mean = values.reduce((sum, value) => sum + value, 0) / rows
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rows - 1))
    expect(column('some')?.mean).toBeCloseTo(mean, 9)
    expect(column('some')?.deviation).toBeCloseTo(deviation, 9)
  })
})
