// The role of each column with its reason: a Map, since a column may be called `__proto__`.
import type { Dataset } from '../../../shared/records'

export function rolesByColumn(dataset: Dataset): Map<string, Dataset['assignments'][number]> {
  return new Map(dataset.assignments.map((assignment) => [assignment.column, assignment]))
}
