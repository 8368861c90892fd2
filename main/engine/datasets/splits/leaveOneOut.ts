// Split kind: one row of each user tests and another validates, both drawn by chance.
import { createRandom, shuffle } from '../../../../shared/numbers/random'
import { wordsOf } from './columns'
import { fewestRows, userColumn } from './fields'
import { partCodes, splitSeed } from './kind'
import type { SplitKind } from './kind'
import { codedWords, placesByCode } from './order'
import { noneLongEnough } from './problems'

export const leaveOneOut: SplitKind = {
  name: 'leaveOneOut',
  label: { en: 'Leave one out', zh: '留一' },
  summary: {
    en: 'By user: one row drawn by chance tests, another validates, the others train.',
    zh: '按用户：随机抽取一行用于测试，另一行用于验证，其余用于训练。',
  },
  fields: [userColumn, fewestRows, splitSeed],
  needs: [{ field: 'user', as: 'words', role: 'user' }],
  *assign(input, settings) {
    const part = new Uint8Array(input.count)
    const { codes, names } = yield* codedWords(wordsOf(input, 'user'))
    const random = createRandom(Number(settings.seed))
    const least = Number(settings.fewest)
    const long = placesByCode(codes, names.length).filter(({ length }) => length >= least)
    if (long.length === 0) return { part, problems: [noneLongEnough(input.columns.get('user')?.name ?? '', least)] }
    for (const rows of long) {
      const [test, validation] = shuffle(rows, random)
      part[test as number] = partCodes.test
      part[validation as number] = partCodes.validation
    }
    return { part, problems: [] }
  },
}
