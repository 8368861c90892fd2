// The comparison as a table: which columns there are, what each cell holds, which is the best, and sorting. Pure.
import type { ComparedBaseline, ComparedRun, Comparison, Direction, Part } from '../../../shared/records'
import { parts } from '../../../shared/records/dataset'
import type { FieldValue } from '../../../shared/fields/field'

export type Reading = 'final' | 'best' | 'last'
export type Cell = number | string | null

export interface BoardColumn {
  id: string
  kind: 'setting' | 'fact' | 'metric'
  /** The setting's, fact's or metric's name. */
  name: string
  part: Part | null
  direction: Direction | null
  read(run: ComparedRun): Cell
}

export interface BoardChoice {
  reading: Reading
  /** Settings that are the same in all runs are left out. */
  onlyDiffering: boolean
  /** Metrics beyond those that the goals are first judged by. */
  allMetrics: boolean
}

/** Seed, parameters and time, then settings, then every metric on every part that has a value for some run. */
export function boardColumns(comparison: Comparison, choice: BoardChoice): BoardColumn[] {
  return [...factColumns(), ...settingColumns(comparison, choice.onlyDiffering), ...metricColumns(comparison, choice)]
}

/** A baseline has metrics with what it came to, and the time that it took; no settings. */
export function cellOfBaseline({ id, kind, name, part }: BoardColumn, { metrics, elapsedMs }: ComparedBaseline): Cell {
  if (id === 'fact/time') return elapsedMs
  if (kind !== 'metric') return null
  return metrics.find((one) => one.metric === name && one.part === part)?.final ?? null
}

function factColumns(): BoardColumn[] {
  const fact = (name: string, read: BoardColumn['read']): BoardColumn => {
    return { id: `fact/${name}`, kind: 'fact', name, part: null, direction: null, read }
  }
  return [
    fact('seed', (run) => run.seed),
    fact('parameters', (run) => run.parameters),
    fact('time', (run) => run.trainingMs),
  ]
}

/** The seed has a column of its own already. */
function settingColumns(comparison: Comparison, onlyDiffering: boolean): BoardColumn[] {
  const named = new Set(comparison.runs.flatMap((run) => Object.keys(run.settings)))
  const all = [...named].filter((name) => name !== 'seed')
  const names = onlyDiffering ? all.filter((name) => comparison.differing.includes(name)) : all
  return names.map((name) => ({
    id: `setting/${name}`,
    kind: 'setting' as const,
    name,
    part: null,
    direction: null,
    read: (run) => cellOf(Object.hasOwn(run.settings, name) ? (run.settings[name] ?? null) : null),
  }))
}

function metricColumns(comparison: Comparison, { reading, allMetrics }: BoardChoice): BoardColumn[] {
  const shown = comparison.metrics.filter(({ leading }) => leading || allMetrics)
  const columns = shown.flatMap((metric) =>
    parts.map((part): BoardColumn => ({
      id: `metric/${metric.name}/${part}`,
      kind: 'metric',
      name: metric.name,
      part,
      direction: metric.direction,
      read: (run) => run.metrics.find((one) => one.metric === metric.name && one.part === part)?.[reading] ?? null,
    })),
  )
  return columns.filter((column) => comparison.runs.some((run) => column.read(run) !== null))
}

function cellOf(value: FieldValue): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** The ids of the runs that hold the best finite value of a metric's column; none when there is only one run. */
export function bestOf(column: BoardColumn, runs: ComparedRun[]): Set<string> {
  if (column.direction === null || runs.length < 2) return new Set()
  const values = runs
    .map((run) => column.read(run))
    .filter((value) => typeof value === 'number' && Number.isFinite(value))
  if (values.length === 0) return new Set()
  const numbers = values as number[]
  const best = column.direction === 'higher' ? Math.max(...numbers) : Math.min(...numbers)
  return new Set(runs.filter((run) => column.read(run) === best).map((run) => run.run))
}

/** Sorted by a column, missing and non-finite values last in either order; by run number when the column is null. */
export function sortRuns(runs: ComparedRun[], column: BoardColumn | null, descending: boolean): ComparedRun[] {
  const sign = descending ? -1 : 1
  if (column === null) return [...runs].sort((a, b) => sign * (a.number - b.number))
  return [...runs].sort((a, b) => {
    const [x, y] = [column.read(a), column.read(b)]
    if (isMissing(x) || isMissing(y)) return Number(isMissing(x)) - Number(isMissing(y))
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
    return sign * String(x).localeCompare(String(y), undefined, { numeric: true })
  })
}

function isMissing(cell: Cell): boolean {
  return cell === null || (typeof cell === 'number' && !Number.isFinite(cell))
}
