// Task: a window of a series, or of each of many, to the values that follow it.
import type { Settings } from '../../../../shared/fields/field'
import type { InputBlock } from '../../workspace/prepared'
import { momentsOf } from '../recipe'
import { finished, rowsAPiece } from '../pieces'
import type { Pieces } from '../pieces'
import { leftOut, partCodes } from '../splits'
import { timelinesOf, maySee } from './histories'
import { codesFor } from './pairs'
import { mostNumbers, tooLarge, windowsLeftOut } from './problems'
import { codesAt, oneKey, partsAt } from './rows'
import type { TaskRows } from './rows'
import type { ArrayTask } from './task'
import { codeBlock, vocabularyOfRole } from './vocabulary'

/**
 * A window never crosses the end of a series, holds no missing value, looks at no row of a later part than that of the rows
 * that it is to predict, and these are all in one part. Values are standardised by mean and population deviation of the
 * training rows; the features of the rows in the window stand beside them.
 */
export const forecast: ArrayTask = {
  name: 'forecast',
  label: { en: 'Series forecasting', zh: '序列预测' },
  summary: {
    en: 'A window of each series to the values that follow it, one or several steps ahead.',
    zh: '由每个序列的一段窗口预测其后的一步或多步数值。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'window',
      label: { en: 'Window', zh: '窗口' },
      help: {
        en: 'So many values before are looked at; long enough for a whole period, such as 24 hours.',
        zh: '向前查看的数值个数；应足以覆盖一个周期，例如 24 小时。',
      },
      default: 10,
      min: 1,
      max: 10_000,
    },
    {
      kind: 'integer',
      name: 'horizon',
      label: { en: 'Steps ahead', zh: '预测步数' },
      help: { en: 'So many following values are predicted at once.', zh: '一次预测其后的若干个数值。' },
      default: 1,
      min: 1,
      max: 1000,
    },
    {
      kind: 'integer',
      name: 'stride',
      label: { en: 'Stride', zh: '步长' },
      help: {
        en: 'A window ends at every so many-th row, counted from the end of the series.',
        zh: '从序列末尾起，每隔若干行取一个窗口。',
      },
      default: 1,
      min: 1,
      max: 10_000,
      advanced: true,
    },
  ],
  reads: [
    { role: 'target', as: 'numbers', needed: false },
    { role: 'time', as: 'times', needed: true },
    { role: 'group', or: 'item', as: 'words', needed: true },
  ],
  predicts: 'target',
  splits(rows) {
    const values = rows.numbers('target')
    return (place) => !Number.isNaN(values?.[place])
  },
  *arrange(rows, settings) {
    const values = rows.numbers('target') ?? new Float64Array(rows.count)
    const { mean, deviation } = momentsOf(values.filter((_, place) => rows.part[place] === partCodes.train))
    const scaled = new Float32Array(values.map((value) => (value - mean) / deviation))
    const grouped = rows.has('group')
    const series = vocabularyOfRole('group', rows, 1, 'series')
    const [window, horizon] = [Number(settings.window), Number(settings.horizon)]
    const { starts, places, crossing } = windowsOf(rows, values, settings)
    const numbers = starts.length * (window * (1 + rows.features.width) + horizon)
    const isTooLarge = numbers > mostNumbers
    const used = isTooLarge ? new Int32Array(0) : starts
    const target = new Float32Array(used.length * horizon)
    used.forEach((start, example) => {
      for (let step = 0; step < horizon; step++) {
        target[example * horizon + step] = scaled[places[start + step] as number] as number
      }
    })
    const firsts = used.map((start) => places[start] as number)
    return {
      goal: 'regression',
      ...(horizon > 1 ? { outputs: horizon } : {}),
      blocks: [
        ...(yield* windowBlocks(rows, scaled, window, { starts: used, places })),
        ...(grouped
          ? [
              codeBlock(
                'series',
                series.size,
                firsts.map((place) => series.codes[place] as number),
              ),
            ]
          : []),
      ],
      target,
      part: partsAt(rows.part, firsts),
      row: codesAt(rows.row, firsts),
      mean,
      deviation,
      vocabularies: grouped ? [series] : [],
      problems: [...(isTooLarge ? [tooLarge(numbers)] : []), ...(crossing > 0 ? [windowsLeftOut(crossing)] : [])],
    }
  },
  ask(rows, known) {
    const values = rows.numbers('target') ?? new Float64Array(rows.count)
    const scaled = Float32Array.from(values, (value) => (value - known.mean) / known.deviation)
    const keys = rows.words('group') ?? oneKey(rows.count)
    const window = Number(known.settings.window)
    const { starts, places, names, lasts } = latestWindows(rows, values, window)
    const codes = codesFor(rows, 'group', known, 'series')
    const series = lasts.map((place) => codes[place] as number)
    return {
      blocks: [
        ...finished(windowBlocks(rows, scaled, window, { starts, places })),
        ...(known.sizeOf('series') > 1 ? [codeBlock('series', known.sizeOf('series'), series)] : []),
      ],
      keys: names.map((index) => keys.names[index] ?? ''),
    }
  },
}

/** The places of all series one behind another, and where in that list the rows to predict of each window begin. */
function windowsOf(rows: TaskRows, values: Float64Array, settings: Settings) {
  const [window, horizon, stride] = [Number(settings.window), Number(settings.horizon), Number(settings.stride)]
  const places = new Int32Array(rows.count)
  const starts: number[] = []
  let [begin, crossing] = [0, 0]
  for (const one of timelinesOf(rows.words('group') ?? oneKey(rows.count), rows.numbers('time'))) {
    places.set(one, begin)
    const reach = reachOf(one, rows.part, values)
    const last = one.length - horizon
    for (let start = window + ((((last - window) % stride) + stride) % stride); start <= last; start += stride) {
      if (isWhole(one, rows.part, values, { start, horizon, first: start - window, reach })) starts.push(begin + start)
      else crossing += 1
    }
    begin += one.length
  }
  const order = Int32Array.from(starts).sort((a, b) => (places[a] as number) - (places[b] as number))
  return { starts: order, places, crossing }
}

/** For each part: back to which position of the series a window that ends before a position may reach. */
function reachOf(series: Int32Array, part: Uint8Array, values: Float64Array): Int32Array[] {
  return Object.values(partCodes).map((wanted) => {
    const reach = new Int32Array(series.length + 1)
    for (let position = 0; position < series.length; position++) {
      const place = series[position] as number
      const sees = !Number.isNaN(values[place]) && maySee(wanted, part[place] as number)
      reach[position + 1] = sees ? (reach[position] as number) : position + 1
    }
    return reach
  })
}

interface Looked {
  start: number
  horizon: number
  first: number
  reach: Int32Array[]
}

function isWhole(series: Int32Array, part: Uint8Array, values: Float64Array, looked: Looked): boolean {
  const { start, horizon, first, reach } = looked
  const wanted = part[series[start] as number] as number
  if (wanted === leftOut || (reach[wanted]?.[start] ?? Infinity) > first) return false
  for (let position = start; position < start + horizon; position++) {
    const place = series[position] as number
    if (part[place] !== wanted || Number.isNaN(values[place])) return false
  }
  return true
}

/** The last window of each series that is long enough and has no missing value there. */
function latestWindows(rows: TaskRows, values: Float64Array, window: number) {
  const places = new Int32Array(rows.count)
  const [starts, names, lasts]: [number[], number[], number[]] = [[], [], []]
  let begin = 0
  timelinesOf(rows.words('group') ?? oneKey(rows.count), rows.numbers('time')).forEach((one, index) => {
    places.set(one, begin)
    const seen = one.subarray(Math.max(0, one.length - window))
    if (seen.length === window && seen.every((place) => !Number.isNaN(values[place]))) {
      starts.push(begin + one.length)
      names.push(index)
      lasts.push(one.at(-1) as number)
    }
    begin += one.length
  })
  return { starts: Int32Array.from(starts), places, names, lasts: Int32Array.from(lasts) }
}

/** The `window` rows before each start: their values [window, 1], and their features [window, width] where there are some. */
function* windowBlocks(
  rows: TaskRows,
  scaled: Float32Array,
  window: number,
  { starts, places }: { starts: Int32Array; places: Int32Array },
): Pieces<InputBlock[]> {
  const { width, values } = rows.features
  const sequence = new Float32Array(starts.length * window)
  const beside = new Float32Array(starts.length * window * width)
  for (const [example, start] of starts.entries()) {
    if (example % rowsAPiece === 0) yield { done: example, total: starts.length }
    for (let step = 0; step < window; step++) {
      const place = places[start - window + step] as number
      const at = example * window + step
      sequence[at] = scaled[place] as number
      if (width > 0) beside.set(values.subarray(place * width, (place + 1) * width), at * width)
    }
  }
  const block = { name: 'sequence', shape: [window, 1], kind: 'numbers' as const, values: sequence }
  if (width === 0) return [block]
  return [block, { name: 'features', shape: [window, width], kind: 'numbers', values: beside }]
}
