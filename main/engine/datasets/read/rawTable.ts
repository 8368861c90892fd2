// One file as a raw table: all values as cleaned texts in columns c0, c1, ..., and where each record went.
import { join } from 'node:path'
import { csvTable } from './csvTable'
import { jsonTable } from './jsonTable'
import { parquetTable } from './parquetTable'
import type { RawInput, RawTable } from './raw'
import { asUtf8 } from './transcode'

const readers = { csv: csvTable, json: jsonTable, parquet: parquetTable } as const

/** Reads a file strictly; its rejects are added to the table `rejects`. Throws the codes of `fileErrors`. */
export async function rawTable(input: Omit<RawInput, 'file' | 'target'>): Promise<RawTable> {
  const { source, scratch, context } = input
  const file = source.format === 'parquet' ? source.plain : await asUtf8(source, join(scratch, 'text'), context)
  return readers[source.format]({ ...input, file, target: join(scratch, 'raw.parquet') })
}
