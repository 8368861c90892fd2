// Exports, the last stage of the flow: a kept model as files for other programs, proven on held-out rows.
import type { ExportFormat } from '../../../shared/records'
import { formats } from './formats'

export { formats } from './formats'
export type { Format, FormatArgs, ReadBack } from './format'
export { writeExport } from './writeExport'
export type { ExportInput, WrittenExport } from './writeExport'

/** Every format as a menu names it. */
export function formatInfos(): ExportFormat[] {
  return Object.values(formats).map(({ name, label, summary }) => ({ name, label, summary }))
}
