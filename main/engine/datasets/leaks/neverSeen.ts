// Leakage check: users or items are tested that training never saw, of whom nothing can have been learnt.
import type { Finding } from '../../../../shared/records'
import { unseenIn } from '../splits'
import { finding } from './check'
import type { LeakCheck, LeakInput, Owner } from './check'

/** No finding where a split means to test such ones. */
export const neverSeen: LeakCheck = {
  name: 'neverSeen',
  label: { en: 'Never seen in training', zh: '训练中从未出现' },
  summary: {
    en: 'Test rows of users or items without a training row.',
    zh: '其用户或物品没有任何训练行的测试行。',
  },
  find(input) {
    const { kind, settings } = input.split
    const meant = (owner: Owner, cold: string) =>
      kind === cold || (kind === 'grouped' && settings.column === owner.column)
    const { user, item } = input
    return [
      ...(user?.sure === true && !meant(user, 'coldUsers') ? unseen(user, input, 'leak/unseen-users') : []),
      ...(item?.sure === true && !meant(item, 'coldItems') ? unseen(item, input, 'leak/unseen-items') : []),
    ]
  },
}

function unseen(owner: Owner, input: LeakInput, code: 'leak/unseen-users' | 'leak/unseen-items'): Finding[] {
  const { places, unseen: values } = unseenIn(input.part, owner.values)
  if (places.length === 0) return []
  const { column } = owner
  return [
    finding(input, places, {
      code,
      severity: 'warning',
      message: {
        en: `"${values}" values of "${column}" are tested without a training row, in "${places.length}" rows; nothing can have been learnt of them.`,
        zh: `“${column}”中有“${values}”个值（“${places.length}”行）在没有任何训练行的情况下被测试，无法从中学到任何内容。`,
      },
      hint: {
        en: 'Keep a row of each in training, leave rare ones out of the table, or choose a cold split to test just that.',
        zh: '请让每个值都有训练行，从表中排除罕见值，或改用冷启动划分专门测试这种情况。',
      },
      remedy: code === 'leak/unseen-users' ? keepSome(column) : null,
    }),
  ]
}

function keepSome(column: string): NonNullable<Finding['remedy']> {
  return {
    label: { en: `Split the rows of each "${column}"`, zh: `对每个“${column}”的行分别划分` },
    change: { split: { kind: 'perUser', settings: { user: column } } },
  }
}
