// Split kind: whole users are kept for testing, to see how well users do that training never saw.
import { userColumn } from './fields'
import { splitSeed, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'
import { chooseByCount, splitGroups } from './wholeGroups'

/** Shares are shares of the users, not of their rows. */
export const coldUsers: SplitKind = {
  name: 'coldUsers',
  label: { en: 'Cold users', zh: '冷启动用户' },
  summary: {
    en: 'All rows of some users test, so that the result is for users that training never saw.',
    zh: '部分用户的所有行用于测试，结果反映训练中从未出现的用户。',
  },
  fields: [
    userColumn,
    {
      ...testShare,
      help: { en: 'Share of the users whose rows are kept aside to test.', zh: '留作测试的用户占全部用户的比例。' },
    },
    {
      ...validationShare,
      help: {
        en: 'Share of the other users whose rows validate.',
        zh: '其余用户中用于验证的比例。',
      },
    },
    splitSeed,
  ],
  needs: [{ field: 'user', as: 'words', role: 'user' }],
  assign: (input, settings) =>
    splitGroups(input, settings, { field: 'user', sizeOf: ({ length }) => length, choose: chooseByCount }),
}
