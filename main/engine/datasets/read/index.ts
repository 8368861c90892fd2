// Reading tables with DuckDB: for the tables worker alone, since its library is native.
export { closeTables, ownTemporaryFolder } from './connection'
export type { Progress, ReadContext } from './context'
export { inspect } from './inspect'
export { importTable } from './importTable'
export type { ImportInput } from './importTable'
export { readRejects } from './rejects'
export { readColumns, readRows } from './readRows'
export type { WantedColumn } from './readRows'
