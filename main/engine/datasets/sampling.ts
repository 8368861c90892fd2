// Balances classes: repeats training rows of the smaller ones, or leaves out training rows of the larger ones.
import type { Problem } from '../../../shared/contract/errors'
import { createRandom, shuffle } from '../../../shared/numbers/random'
import type { Random } from '../../../shared/numbers/random'
import type { Sampling } from '../../../shared/records'
import { problem } from './errors'
import { partCodes } from './splits'
import type { Target } from './target'

export interface Sampled {
  /** Places of the rows that are used, among those that have a target: repeated ones come last. Null for all, once. */
  places: Int32Array | null
  problems: Problem[]
}

/**
 * Every class gets as many training rows as the largest one (`over`) or the smallest one that has any (`under`), drawn by
 * the seed. Repeating takes whole rounds of a class before it draws the rest, so that no row is repeated twice more often
 * than another. Rows of other parts stay as they are; so does everything for a number to predict, which has no classes.
 */
export function sampleRows(target: Target, part: Uint8Array, sampling: Sampling | undefined): Sampled {
  if (sampling === undefined || sampling.kind === 'none') return { places: null, problems: [] }
  if (target.goal === 'regression') return { places: null, problems: [withoutClasses()] }
  const all = Int32Array.from(part.keys())
  const random = createRandom(sampling.seed)
  const groups = trainingRowsByClass(target, part)
  const sizes = groups.map(({ length }) => length)
  if (sampling.kind === 'over') {
    const most = Math.max(...sizes)
    const repeated = Int32Array.from(groups.flatMap((rows) => repeats(rows, most, random)))
    const places = new Int32Array(all.length + repeated.length)
    places.set(all)
    places.set(repeated, all.length)
    return { places, problems: repeated.length === 0 ? [] : [rowsRepeated(repeated.length, most)] }
  }
  const least = Math.min(...sizes)
  const dropped = new Set(groups.flatMap((rows) => [...shuffle(Int32Array.from(rows), random).subarray(least)]))
  const places = all.filter((place) => !dropped.has(place))
  return { places, problems: dropped.size === 0 ? [] : [rowsLeftOut(dropped.size, least)] }
}

function trainingRowsByClass({ classes, values }: Target, part: Uint8Array): number[][] {
  const groups = classes.map((): number[] => [])
  part.forEach((code, place) => code === partCodes.train && groups[values[place] as number]?.push(place))
  return groups.filter(({ length }) => length > 0)
}

function repeats(rows: readonly number[], most: number, random: Random): number[] {
  const missing = most - rows.length
  const rounds = Array.from({ length: Math.floor(missing / rows.length) }, () => rows).flat()
  return [...rounds, ...shuffle(Int32Array.from(rows), random).subarray(0, missing % rows.length)]
}

function rowsRepeated(count: number, most: number): Problem {
  return note([
    'dataset/rows-repeated',
    {
      en: `"${count}" training rows of the rarer classes are repeated, so that each class has "${most}".`,
      zh: `较少类别的训练行被重复了“${count}”次，使每个类别都有“${most}”行。`,
    },
    {
      en: 'Nothing needs to be done; validation and test rows are as they were.',
      zh: '无需处理；验证行和测试行保持不变。',
    },
  ])
}

function rowsLeftOut(count: number, least: number): Problem {
  return note([
    'dataset/rows-left-out',
    {
      en: `"${count}" training rows of the more frequent classes are left out, so that each class has "${least}".`,
      zh: `较多类别的“${count}”个训练行被排除，使每个类别都有“${least}”行。`,
    },
    {
      en: 'Repeat rows of the rarer classes instead when too few are left.',
      zh: '若剩余行数过少，可改为重复较少类别的行。',
    },
  ])
}

function withoutClasses(): Problem {
  return problem(
    'sampling',
    [
      'dataset/sampling-without-classes',
      {
        en: 'Classes cannot be balanced, since a number is to be predicted; all training rows are used once.',
        zh: '要预测的是数值，无法平衡类别；所有训练行各使用一次。',
      },
      { en: 'Turn balancing off, or choose a target of classes.', zh: '请关闭平衡，或选择类别型目标。' },
    ],
    'warning',
  )
}

function note(said: Parameters<typeof problem>[1]): Problem {
  return problem('sampling', said, 'note')
}
