// Prepared arrays of made-up points, by the same steps as those of an imported table.
import type { Settings } from '../../../../shared/fields'
import type { Prepared } from '../../workspace/prepared'
import { prepare } from '../prepare'
import { toyColumns, toySplit, toyTable } from '.'
import type { Toy } from '.'

/** The arrays that a table of these points would be prepared to. */
export function preparedToy(toy: Toy, settings: Settings): Prepared {
  const { x1, x2, label, part } = toyTable(toy, settings)
  const numbers = (name: string, values: number[]) =>
    ({ kind: 'numbers', name, values: Float64Array.from(values) }) as const
  const target =
    toy.goal === 'regression'
      ? numbers('label', label.map(Number))
      : ({ kind: 'words', name: 'label', values: label.map(String) } as const)
  const columns = [target, numbers('x1', x1), numbers('x2', x2), { kind: 'words', name: 'part', values: part } as const]
  const { prepared, problems } = prepare(columns, { table: toy.name, columns: toyColumns(toy), split: toySplit })
  if (prepared === null) throw new Error(`made-up points cannot be prepared: ${problems[0]?.message.en}`)
  return prepared
}
