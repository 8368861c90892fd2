// Table step: keeps users and items with at least so many rows, repeated until none falls away any more.
import { identifier } from '../../read/sql'
import { checkColumns, required } from './complaints'
import { columnField, userField, wholeField } from './fields'
import type { TableStep } from './step'

/** Rows without a user or an item are dropped. Rows are counted, repeats of a pair included. */
export const kCore: TableStep = {
  name: 'kCore',
  label: { en: 'k-core', zh: 'k-core 过滤' },
  summary: {
    en: 'Keeps users and items with at least k rows, again and again until all that are left have so many.',
    zh: '反复只保留至少有 k 行的用户和物品，直到不再变化。',
  },
  fields: [
    userField,
    columnField('item', { en: 'Item', zh: '物品' }, { en: 'The column that names the item.', zh: '表示物品的列。' }),
    wholeField(
      'users',
      { en: 'Rows a user', zh: '每个用户的行数' },
      { en: 'The fewest that is kept.', zh: '至少的行数。' },
      [1, 1_000_000, 5],
    ),
    wholeField(
      'items',
      { en: 'Rows an item', zh: '每个物品的行数' },
      { en: 'The fewest that is kept.', zh: '至少的行数。' },
      [1, 1_000_000, 5],
    ),
  ],
  sql({ columns, settings }) {
    const problems = [...required(settings, ['user', 'item']), ...checkColumns({ columns, settings }, ['user', 'item'])]
    if (problems.length > 0) return { problems }
    const [user, item] = [identifier(String(settings.user)), identifier(String(settings.item))]
    const enough =
      `count(*) OVER (PARTITION BY ${user}) >= ${Number(settings.users)} ` +
      `AND count(*) OVER (PARTITION BY ${item}) >= ${Number(settings.items)}`
    const sql = `SELECT * FROM source WHERE ${user} IS NOT NULL AND ${item} IS NOT NULL QUALIFY ${enough}`
    return { sql, untilStable: true }
  },
}
