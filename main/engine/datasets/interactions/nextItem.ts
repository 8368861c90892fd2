// Task: the items that a user came to, in the order of time, to the one that he came to next.
import type { Settings } from '../../../../shared/fields/field'
import type { InputBlock } from '../../workspace/prepared'
import { rowsAPiece } from '../pieces'
import type { Pieces } from '../pieces'
import { leftOut, partCodes } from '../splits'
import { eventCounts } from './events'
import { events, fewestOfItem, fewestOfUser, padding } from './fields'
import { everyFromEnd, timelinesOf, maySee } from './histories'
import { codesFor, weightsAt } from './pairs'
import { mostNumbers, noHistories, noItems, tooLarge, unseenTargets } from './problems'
import { rankingFields } from './rankingFields'
import { codesAt, oneKey, partsAt, rowNumbers } from './rows'
import type { FeatureMatrix, TaskRows } from './rows'
import { noExample } from './task'
import type { ArrayTask } from './task'
import { codeBlock, vocabularyOfRole } from './vocabulary'

/**
 * An example for each row that has something before it, in the part of that row. What lies before it is all of the same
 * user (or session) in the order of time, without rows of a later part and without unknown items; its last `length` are
 * kept. The target is the item's code, so that a network gives one number for each code, 0 among them.
 */
export const nextItem: ArrayTask = {
  name: 'nextItem',
  label: { en: 'Next item', zh: '下一物品' },
  summary: {
    en: 'The items of a user in the order of time to the next one: one example for each row that has something before it.',
    zh: '由用户按时间顺序接触过的物品预测下一个：每个有历史的行对应一个样本。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'length',
      label: { en: 'Longest history', zh: '历史最大长度' },
      help: {
        en: 'So many of the latest items are looked at; longer ones cost time and memory.',
        zh: '只查看最近的若干个物品；越长越耗时间和内存。',
      },
      default: 20,
      min: 1,
      max: 1000,
    },
    {
      kind: 'integer',
      name: 'fewest',
      label: { en: 'Shortest history', zh: '历史最小长度' },
      help: {
        en: 'Rows with fewer items before them are not predicted.',
        zh: '之前物品数少于此值的行不作为预测对象。',
      },
      default: 1,
      min: 1,
      max: 1000,
    },
    {
      kind: 'integer',
      name: 'stride',
      label: { en: 'Stride', zh: '步长' },
      help: {
        en: 'Of the training rows of a user every so many-th is predicted, counted from the latest.',
        zh: '用户的训练行中，从最近的一行起每隔若干行预测一行。',
      },
      default: 1,
      min: 1,
      max: 1000,
      advanced: true,
    },
    padding,
    events,
    fewestOfUser,
    fewestOfItem,
    ...rankingFields,
  ],
  reads: [
    { role: 'user', as: 'words', needed: true },
    { role: 'group', as: 'words', needed: true },
    { role: 'item', as: 'words', needed: true },
    { role: 'time', as: 'times', needed: true },
    { role: 'event', as: 'words', needed: false },
    { role: 'weight', as: 'numbers', needed: false },
  ],
  predicts: 'item',
  takes: eventCounts,
  *arrange(rows, settings) {
    const users = vocabularyOfRole('user', rows, Number(settings.fewestOfUser))
    const items = vocabularyOfRole('item', rows, Number(settings.fewestOfItem))
    const histories = timelinesOf(keysOf(rows), rows.numbers('time'))
    const { places, unseen, alone } = yield* targetsOf(rows, items.codes, settings, histories)
    const whole = windowsOf(rows, places, settings, histories)
    const width = Number(settings.length) * (1 + rows.features.width)
    const common = {
      goal: 'multiclass' as const,
      outputs: items.size,
      mean: 0,
      deviation: 1,
      vocabularies: [users, items],
    }
    const said = [
      ...(items.size === 1 ? [noItems()] : []),
      ...(unseen > 0 ? [unseenTargets(unseen)] : []),
      ...(alone > 0 ? [noHistories(alone)] : []),
    ]
    if (places.length * width > mostNumbers) {
      return { ...common, ...noExample, problems: [...said, tooLarge(places.length * width)] }
    }
    return {
      ...common,
      blocks: [
        ...(yield* sequencesOf(rows, items.codes, settings, { places, size: items.size, histories })),
        codeBlock('user', users.size, codesAt(users.codes, places)),
      ],
      target: new Float32Array(codesAt(items.codes, places)),
      part: partsAt(rows.part, places),
      row: codesAt(rows.row, places),
      ...weightsAt(rows, places),
      window: Uint8Array.from(places, (place) => whole[place] as number),
      problems: said,
    }
  },
  ask(rows, known) {
    const keys = keysOf(rows)
    const codes = codesFor(rows, 'item', known)
    const histories = timelinesOf(keys, rows.numbers('time'))
    const size = known.sizeOf('item')
    const blank = emptyBlocks(histories.length, known.settings, { size, features: rows.features })
    histories.forEach((history, example) => {
      const kept = history.filter((place) => (codes[place] as number) > 0)
      fill(blank, { example, kept, end: kept.length, codes, settings: known.settings, features: rows.features })
    })
    const users = codesFor(rows, 'user', known)
    const own = Int32Array.from(histories, (history) => users[history.at(-1) ?? -1] ?? 0)
    return { blocks: [...blank, codeBlock('user', known.sizeOf('user'), own)], keys: keys.names }
  },
}

function keysOf(rows: TaskRows) {
  return rows.words('group') ?? rows.words('user') ?? oneKey(rows.count)
}

/** Calls `visit` for each row in a part with what may be seen before it: the first `end` of `seen`, known items alone. */
function* walk(
  rows: TaskRows,
  { codes, histories }: { codes: Int32Array; histories: readonly Int32Array[] },
  visit: (place: number, seen: Int32Array, end: number) => void,
): Pieces<void> {
  const longest = histories.reduce((most, { length }) => Math.max(most, length), 0)
  const parts = Object.values(partCodes)
  const seen = parts.map(() => new Int32Array(longest))
  let [done, next] = [0, rowsAPiece]
  for (const history of histories) {
    done += history.length
    if (done >= next) {
      next += rowsAPiece
      yield { done, total: rows.count }
    }
    const ends = parts.map(() => 0)
    for (const place of history) {
      const part = rows.part[place] as number
      if (part !== leftOut) visit(place, seen[part] as Int32Array, ends[part] as number)
      if (codes[place] === 0) continue
      for (const wanted of parts) {
        if (!maySee(wanted, part)) continue
        const list = seen[wanted] as Int32Array
        list[ends[wanted] as number] = place
        ends[wanted] = (ends[wanted] as number) + 1
      }
    }
  }
}

/** The rows to be predicted, in the order of the table; how many others are of unknown items, or of users without a history. */
function* targetsOf(
  rows: TaskRows,
  codes: Int32Array,
  settings: Settings,
  histories: readonly Int32Array[],
): Pieces<{ places: Int32Array; unseen: number; alone: number }> {
  const fewest = Number(settings.fewest)
  const chosen = new Uint8Array(rows.count)
  let [unseen, alone] = [0, 0]
  yield* walk(rows, { codes, histories }, (place, _, end) => {
    const trains = rows.part[place] === partCodes.train
    if (codes[place] === 0) unseen += 1
    else if (end >= fewest) chosen[place] = 1
    else if (!trains) alone += 1
  })
  thin(rows.part, chosen, histories, Number(settings.stride))
  return { places: rowNumbers(rows.count).filter((place) => chosen[place] === 1), unseen, alone }
}

/** Of each history's chosen training rows, leaves every `stride`-th from the latest. */
function thin(part: Uint8Array, chosen: Uint8Array, histories: readonly Int32Array[], stride: number): void {
  if (stride === 1) return
  for (const history of histories) {
    const training = history.filter((place) => chosen[place] === 1 && part[place] === partCodes.train)
    const kept = new Set(everyFromEnd(training, stride))
    for (const place of training) if (!kept.has(place)) chosen[place] = 0
  }
}

/**
 * By place: 1 for the latest training row of each history, and for every row whose own history ends where that of the next begins.
 * Rows are predicted at a `stride` from each other, so that a window may overlap the next by less than that.
 */
function windowsOf(
  { part, count }: TaskRows,
  places: Int32Array,
  { length, stride }: Settings,
  histories: readonly Int32Array[],
): Uint8Array {
  const chosen = new Uint8Array(count)
  for (const place of places) if (part[place] === partCodes.train) chosen[place] = 1
  const apart = Math.max(1, Math.floor(Number(length) / Number(stride)))
  for (const history of histories) {
    const training = history.filter((place) => chosen[place] === 1)
    for (const place of training) chosen[place] = 0
    for (const place of everyFromEnd(training, apart)) chosen[place] = 1
  }
  return chosen
}

function* sequencesOf(
  rows: TaskRows,
  codes: Int32Array,
  settings: Settings,
  { places, size, histories }: { places: Int32Array; size: number; histories: readonly Int32Array[] },
): Pieces<FilledBlock[]> {
  const { features } = rows
  const exampleOf = new Int32Array(rows.count).fill(-1)
  places.forEach((place, example) => (exampleOf[place] = example))
  const blocks = emptyBlocks(places.length, settings, { size, features })
  yield* walk(rows, { codes, histories }, (place, kept, end) => {
    const example = exampleOf[place] as number
    if (example >= 0) fill(blocks, { example, kept, end, codes, settings, features })
  })
  return blocks
}

type FilledBlock = InputBlock & { values: Int32Array | Float32Array }

function emptyBlocks(
  count: number,
  { length }: Settings,
  { size, features: { width } }: { size: number; features: FeatureMatrix },
): FilledBlock[] {
  const steps = Number(length)
  const sequence = {
    name: 'sequence',
    shape: [steps],
    kind: 'codes' as const,
    size,
    values: new Int32Array(count * steps),
  }
  if (width === 0) return [sequence]
  const values = new Float32Array(count * steps * width)
  return [sequence, { name: 'features', shape: [steps, width], kind: 'numbers', values }]
}

interface Filled {
  example: number
  /** Places of known items; the last of the first `end` come last. */
  kept: Int32Array
  end: number
  codes: Int32Array
  settings: Settings
  features: FeatureMatrix
}

function fill(blocks: FilledBlock[], { example, kept, end, codes, settings, features }: Filled): void {
  const steps = Number(settings.length)
  const from = Math.max(0, end - steps)
  const first = example * steps + (settings.padding === 'right' ? 0 : steps - (end - from))
  const [sequence, beside] = blocks
  const { width } = features
  for (let index = from; index < end; index++) {
    const place = kept[index] as number
    const at = first + index - from
    if (sequence !== undefined) sequence.values[at] = codes[place] as number
    beside?.values.set(features.values.subarray(place * width, (place + 1) * width), at * width)
  }
}
