// Split kind: one cut in time for all rows, so that the future tests what was learnt from the past.
import { timesOf } from './columns'
import { timeColumn } from './fields'
import { partCodes, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'
import { sortedByTime } from './order'
import { oneTime } from './problems'

/** Rows of the same time stay together: each cut is moved to the nearest change of time. */
export const time: SplitKind = {
  name: 'time',
  label: { en: 'By time', zh: '按时间' },
  summary: {
    en: 'The latest rows test, those before them validate, the earliest train.',
    zh: '最晚的行用于测试，其前的行用于验证，最早的行用于训练。',
  },
  fields: [{ ...timeColumn, name: 'column' }, testShare, validationShare],
  needs: [{ field: 'column', as: 'times', role: 'time' }],
  *assign(input, settings) {
    const part = new Uint8Array(input.count)
    const times = timesOf(input, 'column') ?? new Float64Array(0)
    const order = yield* sortedByTime(times)
    const changes = changesOf(times, order)
    const wanted = order.length * (1 - Number(settings.testShare))
    // The first change leaves no room for validation before it.
    const test = nearest(changes.slice(1), wanted)
    const validation =
      test === null
        ? null
        : nearest(
            changes.filter((at) => at < test),
            test * (1 - Number(settings.validationShare)),
          )
    if (test === null || validation === null) {
      return { part, problems: [oneTime(input.columns.get('column')?.name ?? '')] }
    }
    order.forEach((place, rank) => {
      part[place] = rank >= test ? partCodes.test : rank >= validation ? partCodes.validation : partCodes.train
    })
    return { part, problems: [] }
  },
}

/** The ranks at which another time begins, the first row's not among them. */
function changesOf(times: Float64Array, order: Int32Array): number[] {
  const changes: number[] = []
  for (let rank = 1; rank < order.length; rank++) {
    if (times[order[rank] as number] !== times[order[rank - 1] as number]) changes.push(rank)
  }
  return changes
}

/** The change nearest to `wanted`, the earlier of two; null when there is none. */
function nearest(changes: readonly number[], wanted: number): number | null {
  let best: number | null = null
  for (const at of changes) if (best === null || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at
  return best
}
