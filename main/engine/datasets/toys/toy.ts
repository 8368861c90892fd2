// What a made-up set of points is: two numbers and a target a row, drawn from a seed, and the fields that all of them have.
import type { Field, Settings, Text } from '../../../../shared/fields'
import type { Random } from '../../../../shared/numbers/random'
import type { Goal } from '../../../../shared/records'

/** x, y, and the target: 0 or 1 for a class, any number for a number. */
export type ToyPoint = readonly [x: number, y: number, target: number]

export interface Toy {
  name: string
  label: Text
  summary: Text
  goal: Extract<Goal, 'binary' | 'regression'>
  fields: readonly Field[]
  /** The same settings and random numbers give the same points, on every machine. */
  points(settings: Settings, random: Random): ToyPoint[]
  /** True where its few points are to be in every part, since none can be missed. */
  whole?: boolean
}

const points: Field = {
  kind: 'integer',
  name: 'points',
  label: { en: 'Points', zh: '点数' },
  help: { en: 'How many points are made up.', zh: '生成的点数。' },
  default: 500,
  min: 20,
  max: 2000,
}

const noise: Field = {
  kind: 'number',
  name: 'noise',
  label: { en: 'Noise', zh: '噪声' },
  help: {
    en: 'How far points stray from their pattern; with much of it no network is right everywhere.',
    zh: '点偏离规律的程度；噪声较大时没有网络能处处正确。',
  },
  default: 0.1,
  min: 0,
  max: 1,
  step: 0.05,
}

const trainShare: Field = {
  kind: 'number',
  name: 'trainShare',
  label: { en: 'Training share', zh: '训练集比例' },
  help: {
    en: 'Share of the points that are trained on; of the rest, half validate and half test.',
    zh: '用于训练的点的比例；其余的一半用于验证，一半用于测试。',
  },
  default: 0.6,
  min: 0.1,
  max: 0.9,
  step: 0.05,
}

export const toySeed: Field = {
  kind: 'integer',
  name: 'seed',
  label: { en: 'Seed of the points', zh: '数据种子' },
  help: { en: 'The same seed draws the same points.', zh: '相同的种子得到相同的点。' },
  default: 1,
  min: 0,
  max: 2 ** 31 - 1,
}

const halfSide = 6

export const toyFields: readonly Field[] = [points, noise, trainShare, toySeed]

export const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low)

/** A normally distributed number (Box and Muller 1958). */
export function normal(random: Random, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
  return deviation * radius * Math.cos(2 * Math.PI * random.next())
}

/** So many points, each made by its number. */
export function drawn(settings: Settings, point: (index: number, count: number) => ToyPoint): ToyPoint[] {
  const count = Number(settings.points)
  return Array.from({ length: count }, (_, index) => point(index, count))
}

/** Points on a square of half side 6 with the number that `measure` gives of them, moved by noise before they are measured. */
export function measuredOnSquare(
  settings: Settings,
  random: Random,
  measure: (x: number, y: number) => number,
): ToyPoint[] {
  const place = () => between(random, -halfSide, halfSide)
  return drawn(settings, () => {
    const [x, y] = [place(), place()]
    const stray = () => place() * Number(settings.noise)
    return [x, y, measure(x + stray(), y + stray())]
  })
}
