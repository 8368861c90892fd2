// Split kind: whole items are kept for testing, to see how well items do that training never saw.
import { itemColumn } from './fields'
import { splitSeed, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'
import { chooseByCount, splitGroups } from './wholeGroups'

/** Shares are shares of the items, not of their rows. */
export const coldItems: SplitKind = {
  name: 'coldItems',
  label: { en: 'Cold items', zh: '冷启动物品' },
  summary: {
    en: 'All rows of some items test, so that the result is for items that training never saw.',
    zh: '部分物品的所有行用于测试，结果反映训练中从未出现的物品。',
  },
  fields: [
    itemColumn,
    {
      ...testShare,
      help: { en: 'Share of the items whose rows are kept aside to test.', zh: '留作测试的物品占全部物品的比例。' },
    },
    {
      ...validationShare,
      help: {
        en: 'Share of the other items whose rows validate.',
        zh: '其余物品中用于验证的比例。',
      },
    },
    splitSeed,
  ],
  needs: [{ field: 'item', as: 'words', role: 'item' }],
  assign: (input, settings) =>
    splitGroups(input, settings, { field: 'item', sizeOf: ({ length }) => length, choose: chooseByCount }),
}
