// Leakage check: rows with the same features and target stand on both sides of the split.
import { partCodes } from '../splits'
import type { ColumnValues } from '../recipe'
import { finding, placesIn } from './check'
import type { LeakCheck, LeakInput } from './check'
import { samePlaces } from './sameRows'

export const duplicatesAcross: LeakCheck = {
  name: 'duplicatesAcross',
  label: { en: 'Repeats across parts', zh: '跨部分的重复行' },
  summary: {
    en: 'Test and validation rows that equal a training row in every feature and in the target.',
    zh: '所有特征和目标都与某一训练行相同的测试行和验证行。',
  },
  find(input) {
    if (input.features.length === 0) return []
    const held = input.part.reduce<number[]>((places, code, place) => {
      if (code === partCodes.validation || code === partCodes.test) places.push(place)
      return places
    }, [])
    const same = samePlaces(comparedColumns(input), held, placesIn(input.part, partCodes.train))
    if (same.length === 0) return []
    // Among categories alone, equal rows are no surprise.
    const measured = input.features.some(({ kind }) => kind === 'numbers')
    return [
      finding(input, same, {
        code: 'leak/duplicate-across-parts',
        severity: measured ? 'warning' : 'note',
        message: {
          en: `"${same.length}" of ${held.length} test and validation rows equal a training row in every feature and the target, expected none.`,
          zh: `${held.length} 行测试行和验证行中有“${same.length}”行的所有特征和目标都与某一训练行相同，应当没有。`,
        },
        hint: {
          en: 'Remove repeated rows from the table when they are copies. Where different cases just look alike, nothing needs to be done.',
          zh: '若为重复记录，请从表中删除。若只是不同样本恰好相同，则无需处理。',
        },
        remedy: null,
      }),
    ]
  },
}

/** Two users who do the same are not one row twice. */
function comparedColumns({ features, target, user, item }: LeakInput): ColumnValues[] {
  const owners = [user, item].flatMap((owner) =>
    owner === null ? [] : [{ kind: 'words', name: owner.column, values: owner.values } as const],
  )
  return [...features, { kind: 'numbers', name: target.column, values: target.values }, ...owners]
}
