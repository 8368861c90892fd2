// The leakage doctor: the registry of its checks, and the one door to them, from whole columns to what is found.
import type { PrepareSpec } from '../../../../shared/contract/worker'
import type { Finding, FittedStep, LeakReport } from '../../../../shared/records'
import { featuresOf, pickRows } from '../features'
import { lookedAt, partsInPieces } from '../parts'
import { finished, partOf } from '../pieces'
import type { Pieces } from '../pieces'
import { columnsToRead } from '../prepare'
import type { ColumnValues } from '../recipe'
import { completeSplit, readTimes, splitFacts } from '../splits'
import type { LeakCheck, LeakInput, Owner } from './check'
import { duplicatesAcross } from './duplicatesAcross'
import { fittedOnAll } from './fittedOnAll'
import { futureInTraining } from './futureInTraining'
import { givesAway } from './givesAway'
import { groupOnBothSides } from './groupOnBothSides'
import { neverSeen } from './neverSeen'
import { servingColumns } from './owners'
import type { Service } from './owners'
import { standardisedBefore } from './standardisedBefore'
import { targetWithoutFolds } from './targetWithoutFolds'
import { tiedTimes } from './tiedTimes'
import { unsortedSessions } from './unsortedSessions'

export const leakChecks = {
  fittedOnAll,
  targetWithoutFolds,
  givesAway,
  futureInTraining,
  groupOnBothSides,
  duplicatesAcross,
  tiedTimes,
  unsortedSessions,
  neverSeen,
  standardisedBefore,
} as const satisfies Record<string, LeakCheck>

const ranks = { error: 0, warning: 1, note: 2 } as const

/** Which columns the doctor reads, and how: those of preparing, then those of times, users, items and groups. */
export function columnsForLeaks(spec: PrepareSpec): { name: string; kind: ColumnValues['kind'] }[] {
  const looked = lookedAt(spec)
  return [...columnsToRead(looked), ...servingColumns(looked).map(({ name, kind }) => ({ name, kind }))]
}

/**
 * Pure: from whole columns, in the order of `columnsForLeaks`, and the fitted steps of the arrays that were made of them
 * (none where there are no arrays yet). The gravest findings come first. Without a split there is nothing to say.
 */
export function findLeaks(
  columns: readonly ColumnValues[],
  spec: PrepareSpec,
  steps: readonly FittedStep[],
): LeakReport {
  return finished(leaksInPieces(columns, spec, steps))
}

/** The same in pieces. */
export function* leaksInPieces(
  columns: readonly ColumnValues[],
  spec: PrepareSpec,
  steps: readonly FittedStep[],
): Pieces<LeakReport> {
  const checks = Object.values<LeakCheck>(leakChecks)
  const input = yield* partOf(leakInput(columns, lookedAt(spec), steps), 0, checks.length + 1)
  if (input === null) return { findings: [], facts: null }
  const findings: Finding[] = []
  for (const [index, check] of checks.entries()) {
    findings.push(...(yield* partOf(check.find(input), index + 1, checks.length + 1)))
  }
  findings.sort((a, b) => ranks[a.severity] - ranks[b.severity])
  const target = input.target?.goal === 'regression' ? null : input.target
  const { part, time: times, user: users, item: items } = input
  return { findings, facts: splitFacts({ part, target, times, users, items }) }
}

function* leakInput(
  columns: readonly ColumnValues[],
  spec: PrepareSpec,
  steps: readonly FittedStep[],
): Pieces<LeakInput | null> {
  const prepared = columns.slice(0, columnsToRead(spec).length)
  const found = yield* partsInPieces(prepared.length > 0 ? prepared : columns, spec)
  if (found === null) return null
  const { rows, part, target } = found
  const first = target === null ? 0 : 1
  const features = prepared.slice(first, first + featuresOf(spec).length).map((column) => pickRows(column, rows))
  const preparation = spec.columns.flatMap(({ name, role, steps: chosen }) =>
    role === 'feature' && chosen !== undefined ? [{ column: name, steps: chosen }] : [],
  )
  const split = completeSplit(spec.split)
  const described = target === null ? null : { column: prepared[0]?.name ?? '', ...target }
  const owners = ownersOf(columns.slice(prepared.length), spec, rows)
  return { rows, part, target: described, features, split, steps, preparation, ...owners }
}

type Owners = Pick<LeakInput, Service>

function ownersOf(columns: readonly ColumnValues[], spec: PrepareSpec, rows: Int32Array): Owners {
  const owners: Owners = { time: null, user: null, item: null, group: null }
  servingColumns(spec).forEach(({ service, name, sure }, index) => {
    const column = columns[index]
    if (column === undefined) return
    const picked = pickRows(column, rows)
    if (service === 'time') owners.time = timeOf(picked, sure)
    else if (picked.kind === 'words') owners[service] = repeating({ column: name, values: picked.values, sure })
  })
  return owners
}

/** Null for what only the name took for a time. */
function timeOf(column: ColumnValues, sure: boolean): LeakInput['time'] {
  const { values, dates, strange } = readTimes(column)
  return strange === null ? { column: column.name, values, dates, sure } : null
}

/** A column whose name alone makes it an owner's must own more than a row here and there. */
function repeating(owner: Owner): Owner | null {
  if (owner.sure) return owner
  const distinct = new Set(owner.values).size
  return distinct > 1 && distinct < 0.9 * owner.values.length ? owner : null
}

export type { LeakCheck, LeakInput } from './check'
