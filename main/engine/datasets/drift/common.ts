// What both comparisons share, with rows of training and with a model alone.
import type { Column, DriftFinding } from '../../../../shared/records'
import type { ColumnValues } from '../recipe'

const ranks = { error: 0, warning: 1, note: 2 } as const
type Judged = Pick<DriftFinding, 'severity'>

export const worstFirst = (a: Judged, b: Judged): number => ranks[a.severity] - ranks[b.severity]

/** Any column tells how many rows there are, also when none is compared. */
export async function rowsOf(
  [any]: readonly Pick<Column, 'name'>[],
  read: (columns: { name: string; kind: 'words' }[]) => Promise<ColumnValues[]>,
): Promise<number> {
  if (any === undefined) return 0
  const [column] = await read([{ name: any.name, kind: 'words' }])
  return column?.values.length ?? 0
}
