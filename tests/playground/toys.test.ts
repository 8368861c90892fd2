// Made-up points: each set keeps to its own rule, the same seed draws the same points, and every part has some.
import { describe, expect, it } from 'vitest'
import { preparedToy, toyCsv, toyNamed, toys, toyTable } from '../../main/engine/datasets'
import type { Toy } from '../../main/engine/datasets'

const pointsOf = (toy: Toy, settings = {}) => {
  const { x1, x2, label, part } = toyTable(toy, settings)
  return x1.map((x, row) => ({ x, y: x2[row] as number, label: label[row] as string | number, part: part[row] }))
}
const without = { noise: 0, points: 200 }

describe('without noise, the rule of', () => {
  it('circle is the distance from the middle', () => {
    for (const { x, y, label } of pointsOf(toys.circle, without))
      expect(label).toBe(Math.hypot(x, y) < 2.5 ? 'yes' : 'no')
  })

  it('xor is the sign of the product, with a gap along both axes', () => {
    for (const { x, y, label } of pointsOf(toys.xor, without)) {
      expect(label).toBe(x * y >= 0 ? 'yes' : 'no')
      expect(Math.min(Math.abs(x), Math.abs(y))).toBeGreaterThanOrEqual(0.2999)
    }
  })

  it('gaussian is two clouds around (2, 2) and (-2, -2) of variance 0.5', () => {
    const yes = pointsOf(toys.gaussian, { ...without, points: 2000 }).filter(({ label }) => label === 'yes')
    const mean = yes.reduce((sum, { x }) => sum + x, 0) / yes.length
    const variance = yes.reduce((sum, { x }) => sum + (x - mean) ** 2, 0) / yes.length
    expect(yes).toHaveLength(1000)
    expect(mean).toBeCloseTo(2, 1)
    expect(variance).toBeCloseTo(0.5, 1)
  })

  it('spiral is the same arm turned by half a turn', () => {
    const points = pointsOf(toys.spiral, without)
    const [first, second] = [points[101], points[100]]
    expect(points.filter(({ label }) => label === 'yes')).toHaveLength(100)
    expect(first?.x).toBeCloseTo(-(second?.x ?? NaN), 4)
    expect(first?.y).toBeCloseTo(-(second?.y ?? NaN), 4)
  })

  it('plane is a tenth of the sum', () => {
    for (const { x, y, label } of pointsOf(toys.plane, without)) expect(Number(label)).toBeCloseTo((x + y) / 10, 3)
  })

  it('hills is 1 above a hill, -1 in a hollow, 0 far from both', () => {
    const points = pointsOf(toys.hills, { ...without, points: 2000 })
    const near = (cx: number, cy: number) => points.filter(({ x, y }) => Math.hypot(x - cx, y - cy) < 0.4)
    expect(near(0, -2.5).length).toBeGreaterThan(0)
    for (const { label } of near(0, -2.5)) expect(Number(label)).toBeGreaterThan(0.79)
    for (const { label } of near(0, 2.5)) expect(Number(label)).toBeLessThan(-0.79)
    for (const { label } of points.filter(({ y }) => Math.abs(y) < 0.4)) expect(Number(label)).toBe(0)
  })

  it('truthTable is exclusive or, all of it in every part', () => {
    const points = pointsOf(toys.truthTable)
    expect(points).toHaveLength(12)
    for (const part of ['train', 'validation', 'test'])
      expect(points.filter((point) => point.part === part).map(({ x, y, label }) => `${x}${y} ${label}`)).toEqual([
        '00 no',
        '01 yes',
        '10 yes',
        '11 no',
      ])
  })
})

describe.each(Object.values<Toy>(toys))('$name', (toy) => {
  it('is the same for the same seed, and another for another', () => {
    expect(toyTable(toy, { seed: 3 })).toEqual(toyTable(toy, { seed: 3 }))
    if (toy.whole !== true) expect(toyTable(toy, { seed: 4 })).not.toEqual(toyTable(toy, { seed: 3 }))
  })

  it('becomes two standardised numbers a row', () => {
    const { preparation, features, part } = preparedToy(toy, { noise: 1, trainShare: 0.9 })
    expect(preparation.facts).toMatchObject({ goal: toy.goal, width: 2, inputs: ['x1', 'x2'], droppedRows: 0 })
    const train = [...part.keys()].filter((row) => part[row] === 0)
    const mean = train.reduce((sum, row) => sum + (features[row * 2] as number), 0) / train.length
    expect(mean).toBeCloseTo(0, 5)
  })
})

it('noise lets points stray over the line', () => {
  const wrong = pointsOf(toys.xor, { noise: 0.5, points: 200 }).filter(
    ({ x, y, label }) => x * y >= 0 !== (label === 'yes'),
  )
  expect(wrong.length).toBeGreaterThan(20)
})

it('parts are as large as they are asked for, and are never empty', () => {
  const count = (settings: object, wanted: string) =>
    toyTable(toys.circle, { points: 20, ...settings }).part.filter((part) => part === wanted).length
  expect([count({ trainShare: 0.5 }, 'train'), count({ trainShare: 0.5 }, 'validation')]).toEqual([10, 5])
  expect([count({ trainShare: 0.9 }, 'validation'), count({ trainShare: 0.9 }, 'test')]).toEqual([1, 1])
})

it('a file of them says the same numbers', () => {
  const table = toyTable(toys.plane, { points: 20 })
  const [head, ...lines] = toyCsv(table).trimEnd().split('\n')
  expect(head).toBe('x1,x2,label,part')
  expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(table.x1)
  expect(lines.map((line) => Number(line.split(',')[2]))).toEqual(table.label)
})

it('a name that is none of them, and one that every object has, are not found', () => {
  expect(toyNamed('moons')).toBeUndefined()
  expect(toyNamed('constructor')).toBeUndefined()
})
