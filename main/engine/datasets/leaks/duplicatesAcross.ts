// Leakage check: rows with the same features and target stand on both sides of the split.
import type { Text } from '../../../../shared/fields/text'
import type { Finding } from '../../../../shared/records'
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
    const compared = comparedColumns(input)
    if (compared.length === 0) return []
    const held = input.part.reduce<number[]>((places, code, place) => {
      if (code === partCodes.validation || code === partCodes.test) places.push(place)
      return places
    }, [])
    const same = samePlaces(compared, held, placesIn(input.part, partCodes.train))
    if (same.length === 0) return []
    // Among categories alone, equal rows are no surprise.
    const measured = input.features.some(({ kind }) => kind === 'numbers')
    const names = compared.map(({ name }) => name)
    const what = whatIsEqual(input, names)
    return [
      finding(input, same, {
        code: 'leak/duplicate-across-parts',
        severity: measured ? 'warning' : 'note',
        message: {
          en: `"${same.length}" of ${held.length} test and validation rows equal a training row in ${what.en}, expected none.`,
          zh: `${held.length} 行测试行和验证行中有“${same.length}”行的${what.zh}都与某一训练行相同，应当没有。`,
        },
        hint: {
          en: 'Remove repeated rows from the table when they are copies. Where different cases just look alike, nothing needs to be done.',
          zh: '若为重复记录，请从表中删除。若只是不同样本恰好相同，则无需处理。',
        },
        remedy: measured || input.target === null ? removeRepeats(names) : null,
      }),
    ]
  },
}

/** Two users who do the same are not one row twice. Without features only a user's second row for an item is a repeat. */
function comparedColumns({ features, target, user, item }: LeakInput): ColumnValues[] {
  if (features.length === 0 && (user?.sure !== true || item?.sure !== true)) return []
  const owners = [user, item].flatMap((owner) =>
    owner === null ? [] : [{ kind: 'words', name: owner.column, values: owner.values } as const],
  )
  const labels =
    target === null ? [] : [{ kind: 'numbers', name: target.column, values: target.values } satisfies ColumnValues]
  // A rating given twice may differ, and the pair is a repeat nevertheless.
  return features.length === 0 ? owners : [...features, ...labels, ...owners]
}

function whatIsEqual({ features, target }: LeakInput, names: readonly string[]): Text {
  if (features.length > 0 && target !== null) return { en: 'every feature and the target', zh: '所有特征和目标' }
  const list = names.slice(0, 5).map((name) => `"${name}"`)
  return { en: list.join(', '), zh: list.join('、') }
}

/** The recipe is applied before the split, so that no repeat is left to be on its other side. */
function removeRepeats(columns: string[]): NonNullable<Finding['remedy']> {
  const settings = { columns: [...new Set(columns)], keep: 'first' }
  return {
    label: { en: 'Remove repeated rows in the recipe', zh: '在处理步骤中去除重复行' },
    change: { recipe: [{ id: 'remove-repeats', step: 'deduplicate', settings, enabled: true }] },
  }
}
