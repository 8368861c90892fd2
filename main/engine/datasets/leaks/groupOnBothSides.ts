// Leakage check: rows of one group or user stand on both sides of the split, so that a case is tested by its own siblings.
import type { Finding } from '../../../../shared/records'
import { codesOf, partCodes } from '../splits'
import { finding, isByUser } from './check'
import type { LeakCheck, LeakInput, Owner } from './check'

/** Users matter only where they are not what is recommended to: with items, or under a split by user, they belong on both sides. */
export const groupOnBothSides: LeakCheck = {
  name: 'groupOnBothSides',
  label: { en: 'A group on both sides', zh: '同组分处两侧' },
  summary: {
    en: 'Test rows whose group or user has training rows too.',
    zh: '其分组或用户同时出现在训练行中的测试行。',
  },
  find(input) {
    const users = input.item === null && !isByUser(input.split) ? input.user : null
    return [input.group, users].flatMap((owner) => (owner === null ? [] : lookAt(owner, input)))
  },
}

function lookAt(owner: Owner, input: LeakInput): Finding[] {
  const { part } = input
  const { codes, names } = codesOf(owner.values)
  const trained = new Uint8Array(names.length)
  codes.forEach((code, place) => {
    if (code >= 0 && part[place] === partCodes.train) trained[code] = 1
  })
  const places = [...codes.keys()].filter(
    (place) => part[place] === partCodes.test && trained[codes[place] ?? -1] === 1,
  )
  if (places.length === 0) return []
  const values = new Set(places.map((place) => codes[place])).size
  const { column } = owner
  return [
    finding(input, places, {
      code: 'leak/group-on-both-sides',
      severity: owner.sure ? 'warning' : 'note',
      message: {
        en: `"${values}" values of "${column}" have both training and test rows, expected all rows of one in one part.`,
        zh: `“${column}”中有“${values}”个值同时出现在训练行和测试行中，同一值的行应在同一部分。`,
      },
      hint: {
        en: 'Split by whole groups when the model is to work for new ones. When the same ones come again in use, nothing needs to be done.',
        zh: '若模型要用于新的个体，请按整组划分。若实际使用中仍是同样的个体，则无需处理。',
      },
      remedy: {
        label: { en: `Keep the rows of each "${column}" together`, zh: `让同一“${column}”的行保持在一起` },
        change: { split: { kind: 'grouped', settings: { column } } },
      },
    }),
  ]
}
