// A column's values as figures and bars: numbers as they are, dates as days, words by how often they occur.
import type { Column, ColumnProfile } from '../../../../shared/records'
import { formatExact, formatNumber } from '../../../../shared/numbers/format'
import { barsOfBins, barsOfWords } from '../../../components/charts/bars'
import type { Bar } from '../../../components/charts/bars'

/** One column as the table of an import and its profile know it. */
export interface Profiled {
  column: Column
  profile: ColumnProfile
  rows: number
}

/** The shares at which a profile has quantiles. */
export const quantileShares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]
const median = 4

export function isDate({ storage }: Pick<Column, 'storage'>): boolean {
  return storage === 'DATE' || storage.startsWith('TIMESTAMP')
}

/** A number of a column in words: milliseconds since 1970 as a day when it is one of dates. */
export function shown(value: number | null | undefined, dates: boolean): string {
  if (!dates || value === null || value === undefined || !Number.isFinite(value)) return formatNumber(value)
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) return formatNumber(value)
  const text = moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

/** A time of interactions: numbers that can be seconds or milliseconds since 1970 are shown as days as well. */
export function moment(value: number, dates: boolean): string {
  if (dates) return shown(value, true)
  const scale = value >= 1e8 && value < 1e10 ? 1000 : value >= 1e11 && value < 1e13 ? 1 : null
  return scale === null ? formatExact(value) : `${shown(value * scale, true)} (${value})`
}

export function lowest({ column, profile }: Profiled): number | null {
  return profile.quantiles?.[0] ?? column.min
}

export function middle({ profile }: Profiled): number | null {
  return profile.quantiles?.[median] ?? null
}

export function highest({ column, profile }: Profiled): number | null {
  return profile.quantiles?.at(-1) ?? column.max
}

/** Bins where the column has a histogram of them, otherwise its commonest words. */
export function barsOf({ column, profile, rows }: Profiled, others: string): { kind: 'bins' | 'words'; bars: Bar[] } {
  const { histogram } = profile
  if (histogram !== null && histogram.counts.length > 0 && column.type !== 'category' && column.type !== 'boolean') {
    const dates = isDate(column)
    return { kind: 'bins', bars: barsOfBins(histogram, (edge) => shown(edge, dates)) }
  }
  return { kind: 'words', bars: barsOfWords(column.top, rows - column.missing, others) }
}
