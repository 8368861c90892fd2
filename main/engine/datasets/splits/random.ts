// Split kind: rows go to the parts by chance alone.
import { assignShares, splitSeed, testShare, validationShare } from './kind'
import type { SplitKind } from './kind'

export const random: SplitKind = {
  name: 'random',
  label: { en: 'Random', zh: '随机' },
  summary: {
    en: 'Every row has the same chance to test, validate or train.',
    zh: '每一行进入测试、验证或训练部分的机会相同。',
  },
  fields: [testShare, validationShare, splitSeed],
  assign: (input, settings) => assignShares(input, settings, null),
}
