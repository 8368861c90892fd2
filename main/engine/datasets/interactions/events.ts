// Which rows count by their kind of event.
import type { Settings } from '../../../../shared/fields/field'
import type { TaskRows } from './rows'

/** True for rows whose event is named by the setting `events`; for all when none is named or there are no events. */
export function eventCounts(rows: TaskRows, settings: Settings): (place: number) => boolean {
  const named = new Set(settings.events as string[])
  const column = rows.words('event')
  if (column === null || named.size === 0) return () => true
  const counts = column.names.map((name) => named.has(name))
  return (place) => counts[column.codes[place] as number] === true
}
