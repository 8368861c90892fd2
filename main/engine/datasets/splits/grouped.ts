// Split kind: by chance, but all rows of a group are in one part.
import { splitSeed, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'
import { chooseByRows, rowsIn, splitGroups } from './wholeGroups'

/** Shares are shares of the rows, reached as nearly as whole groups in a random order allow. */
export const grouped: SplitKind = {
  name: 'grouped',
  label: { en: 'Grouped', zh: '分组' },
  summary: {
    en: 'Random, but all rows of a group (a patient, a session, a shop) are in one part.',
    zh: '随机划分，但同一组（如同一患者、会话或店铺）的所有行都在同一部分。',
  },
  fields: [
    {
      kind: 'column',
      name: 'column',
      label: { en: 'Group column', zh: '分组列' },
      help: {
        en: 'Rows with the same value belong together. Left empty, the column with the role of a group.',
        zh: '取值相同的行属于同一组。留空则使用用途为分组的列。',
      },
      default: '',
    },
    testShare,
    validationShare,
    splitSeed,
  ],
  needs: [{ field: 'column', as: 'words', role: 'group' }],
  assign: (input, settings) => splitGroups(input, settings, { field: 'column', sizeOf: rowsIn, choose: chooseByRows }),
}
