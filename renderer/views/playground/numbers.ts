// The numbers of a step as tables: row by row what is computed from its inputs, and weight by weight how it moves; pure.
import type { PlayFrame, PlayNumbers, PlayRoom } from '../../../shared/records'

export interface NumberColumn {
  layer: string
  /** From 1; 0 for a layer of one unit. */
  unit: number
  /** One for each row of the batch. */
  values: number[]
}

/** More rows of a batch than these are not shown. */
export const mostRows = 8
const mostUnits = 16

/** What each layer gives for the rows of the step, layer by layer in the order in which they are computed. */
export function columnsOf({ targets, values }: Pick<PlayNumbers, 'targets' | 'values'>): NumberColumn[] {
  const rows = Math.min(mostRows, targets.length)
  const outputs = values.filter(({ kind }) => kind === 'output')
  return outputs.flatMap(({ name, values: given }) => {
    const width = given.length / targets.length
    return Array.from({ length: Math.min(width, mostUnits) }, (_, unit) => ({
      layer: name,
      unit: width === 1 ? 0 : unit + 1,
      values: Array.from({ length: rows }, (_, row) => given[row * width + unit] as number),
    }))
  })
}

export interface Move {
  weight: string
  /** Which number of it, from 1 along each of its axes. */
  place: string
  before: number
  gradient: number
  after: number
}

/** How the step moves every weight: from what, along which gradient, to what. */
export function movesOf({ weights }: Pick<PlayRoom, 'weights'>, frame: Pick<PlayFrame, 'weights' | 'numbers'>): Move[] {
  const seen = (kind: string, name: string) =>
    frame.numbers?.values.find((value) => value.kind === kind && value.name === name)?.values
  return weights.flatMap(({ name, shape }, index) => {
    const gradients = seen('gradient', name)
    const after = seen('weight', name)
    if (gradients === undefined || after === undefined) return []
    return [...(frame.weights[index] ?? [])].map((before, place) => ({
      weight: name,
      place: placeIn(shape, place),
      before,
      gradient: gradients[place] as number,
      after: after[place] as number,
    }))
  })
}

/** Every number of the weights by its place, with its change since the moment before. */
export function weightsOf(
  { weights }: Pick<PlayRoom, 'weights'>,
  frame: Pick<PlayFrame, 'weights'>,
  before: Float32Array[] | null,
): { weight: string; place: string; value: number; change: number | null }[] {
  return weights.flatMap(({ name, shape }, index) =>
    [...(frame.weights[index] ?? [])].map((value, place) => {
      const old = before?.[index]?.[place]
      return { weight: name, place: placeIn(shape, place), value, change: old === undefined ? null : value - old }
    }),
  )
}

function placeIn(shape: readonly number[], place: number): string {
  const parts: number[] = []
  let rest = place
  for (const size of [...shape].reverse()) {
    parts.unshift((rest % size) + 1)
    rest = Math.floor(rest / size)
  }
  return parts.join(' → ')
}
