// A curve as every chart takes it, and the words and rows that stand for it where it cannot be seen.
import { formatNumber } from '../../../shared/numbers/format'

export interface Curve {
  id: string
  /** Curves of one group light up together. */
  group: string
  name: string
  at: number[]
  values: number[]
  colour: string
  dash: 'solid' | number[]
  /** Drawn behind the others, without a place in tooltip, summary and table. */
  faint?: boolean
  thin?: boolean
}

export interface CurveFigures {
  name: string
  last: string
  min: string
  max: string
}

/** Last, lowest and highest value of a curve's finite points; null without any. */
export function figuresOf(curve: Curve): CurveFigures | null {
  const finite = curve.values.filter((value) => Number.isFinite(value))
  const last = finite.at(-1)
  if (last === undefined) return null
  const min = finite.reduce((low, value) => Math.min(low, value), last)
  const max = finite.reduce((high, value) => Math.max(high, value), last)
  return { name: curve.name, last: formatNumber(last), min: formatNumber(min), max: formatNumber(max) }
}

/** Every place on the axis where a curve has a point, in order, with the value of each curve there or null. */
export function tableOf(curves: Curve[]): { at: number; values: (number | null)[] }[] {
  const rows = new Map<number, (number | null)[]>()
  curves.forEach((curve, column) => {
    curve.at.forEach((at, index) => {
      const row = rows.get(at) ?? curves.map(() => null)
      row[column] = curve.values[index] ?? null
      rows.set(at, row)
    })
  })
  return [...rows].sort(([a], [b]) => a - b).map(([at, values]) => ({ at, values }))
}
