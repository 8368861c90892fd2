// Small prepared data of every kind that templates read, and small settings of their forms.
import { templates } from '../../main/engine/architectures'
import type { Template } from '../../main/engine/architectures'
import type { Prepared } from '../../main/engine/workspace'
import { defaultsOf } from '../../shared/fields'
import type { FieldValue, Settings } from '../../shared/fields'
import { createRandom } from '../../shared/numbers/random'
import { given, leaveLastOut, preparedOf } from '../datasets/interactions/tables'
import { preparedFor } from '../training/prepared'

const random = createRandom(11)
const visits = Array.from({ length: 180 }, (_, row) => ({
  user: `u${Math.floor(row / 9)}`,
  item: `i${Math.floor(random.next() * 12)}`,
  stars: 1 + Math.floor(random.next() * 5),
}))
const columns = {
  user: { role: 'user' as const, values: visits.map(({ user }) => user) },
  item: { role: 'item' as const, values: visits.map(({ item }) => item) },
  age: { role: 'feature' as const, values: visits.map((_, row) => Math.sin(row)) },
}
const part = {
  role: 'ignore' as const,
  values: visits.map((_, row) => ['train', 'train', 'valid', 'test'][row % 4] ?? ''),
}
const timed = { ...columns, at: { role: 'time' as const, values: visits.map((_, row) => row) } }

/** By what is to be learnt: tables for each goal, and every task of users, items and series. */
export const sources = {
  binary: () => preparedFor('binary'),
  multiclass: () => preparedFor('multiclass'),
  regression: () => preparedFor('regression'),
  rating: () =>
    preparedOf({
      task: 'rating',
      split: given,
      columns: { ...columns, stars: { role: 'rating', values: visits.map(({ stars }) => stars) }, part },
    }),
  topN: () => preparedOf({ task: 'topN', settings: { negatives: 1 }, split: leaveLastOut, columns: timed }),
  nextItem: () => preparedOf({ task: 'nextItem', settings: { length: 6 }, split: leaveLastOut, columns: timed }),
  forecast: () =>
    preparedOf({
      task: 'forecast',
      settings: { window: 8, horizon: 2 },
      split: { kind: 'time', settings: {} },
      columns: {
        at: { role: 'time', values: Array.from({ length: 160 }, (_, at) => at) },
        load: { role: 'target', values: Array.from({ length: 160 }, (_, at) => Math.sin(at / 4)) },
        heat: { role: 'feature', values: Array.from({ length: 160 }, (_, at) => Math.cos(at / 9)) },
      },
    }),
} satisfies Record<string, () => Prepared>
export type SourceName = keyof typeof sources

const small: Record<string, FieldValue> = {
  ...{
    hidden: [6, 4],
    units: [5],
    width: 4,
    inner: 8,
    filters: 4,
    denseUnits: 6,
    depth: 1,
    across: 3,
    along: 2,
    dropout: 0.2,
  },
}

/** The defaults, but small where a field says how large. */
export function smallSettings({ fields }: Template): Settings {
  const own = Object.entries(small).filter(([name]) => fields.some((field) => field.name === name))
  return { ...defaultsOf(fields), ...Object.fromEntries(own) }
}

export const allTemplates: readonly Template[] = Object.values(templates)
