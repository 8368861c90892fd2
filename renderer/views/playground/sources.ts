// Which columns of a data set can be played with, and which are taken at first; pure, so that it can be tested.
import type { Dataset, PlaySource } from '../../../shared/records'

/** Numbers to see, and what can be predicted. */
export function columnsOf(dataset: Dataset | undefined): { numbers: string[]; targets: string[] } {
  const columns = dataset?.columns ?? []
  const numbers = columns.filter(({ type }) => type === 'number').map(({ name }) => name)
  const targets = columns.filter(({ type }) => type !== 'text' && type !== 'date').map(({ name }) => name)
  return { numbers, targets }
}

/** The first data set with two columns of numbers and its target, or made-up points; null when there is none. */
export function firstSource(kind: PlaySource['kind'], datasets: readonly Dataset[]): PlaySource | null {
  if (kind === 'toy') return { kind: 'toy', toy: 'circle', settings: {} }
  for (const dataset of datasets) {
    const { numbers, targets } = columnsOf(dataset)
    const own = dataset.assignments.find(({ role }) => role === 'target')?.column
    const target = own !== undefined && targets.includes(own) ? own : targets.find((name) => !numbers.includes(name))
    const isFeature = (name: string) => dataset.assignments.some((one) => one.column === name && one.role === 'feature')
    const free = numbers.filter((name) => name !== target)
    const [x, y] = [...free.filter(isFeature), ...free.filter((name) => !isFeature(name))]
    if (x !== undefined && y !== undefined && target !== undefined)
      return { kind: 'dataset', dataset: dataset.id, x, y, target }
  }
  return null
}
