// A text table as a raw one: the dialect is guessed, DuckDB reads strictly, and our own count says whether a record is missing.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { RowAccount } from '../../../../shared/records'
import { fileErrors } from '../errors'
import { cleanedCells } from './columns'
import { copyTo } from './copy'
import { readCsv, skipLinesOf, sniffDialect } from './dialect'
import type { SniffedDialect } from './dialect'
import { hasOverlong } from './overlong'
import { mend } from './mend'
import type { Mended } from './mend'
import type { RawInput, RawTable } from './raw'
import { countAndTrim } from './records'
import type { RecordCount } from './records'
import { collectRejects } from './rejects'
import { numbersOf, tableOf } from './sql'

/** Throws `dataset/not-a-table`, `dataset/unaccounted-rows`. */
export async function csvTable(input: RawInput): Promise<RawTable> {
  const { connection, source, reading, badRows, context } = input
  const dialect = await sniffDialect(connection, input.file, source.name, reading)
  const copy = { file: input.file, target: join(input.scratch, 'mended'), dialect, pad: badRows === 'mend' }
  const changes = copy.pad || dialect.commentFixed || (await hasOverlong(input.file, dialect, context))
  const mended = changes ? await mend(copy, context) : { mended: 0, comments: 0 }
  const file = changes ? copy.target : input.file
  const columns = dialect.names.length
  const { padded, ...count } = await countAndTrim(
    file,
    { ...dialect, skipLines: skipLinesOf(dialect) },
    columns,
    context,
  )
  const cells = cleanedCells(readCsv(file, dialect), columns, padded)
  const relation = input.mostRows === null ? tableOf(input.target) : 'preview'
  if (input.mostRows === null) {
    const bytes = statSync(file).size
    await copyTo(connection, { query: cells, target: input.target, columns, bytes, stage: 'read' }, context)
  } else await connection.run(`CREATE OR REPLACE TEMP TABLE ${relation} AS ${cells}`)
  const account = await accountOf({ ...input, file }, dialect, { mended, count, relation })
  const { delimiter, quote, escape, header, comment, missing, names } = dialect
  const { format, compression, encoding } = source
  const shown = { format, compression, encoding, delimiter, quote, escape, header, comment, missing }
  return { relation, names, dialect: { ...shown, skip: skipLinesOf(dialect) }, account }
}

/** The account of a file that was read; the header is not a record. Records are counted by us, rejects by DuckDB. */
export async function accountOf(
  input: RawInput,
  dialect: SniffedDialect,
  { mended, count, relation }: { mended: Mended; count: RecordCount; relation: string },
): Promise<RowAccount> {
  const { connection, file, source, context } = input
  const [rows = 0] = (await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${relation}`)).map(Number)
  const comment = dialect.commentFixed ? '' : dialect.comment
  const refused = await collectRejects(connection, { file, name: source.name, comment }, context)
  const single = dialect.names.length === 1
  // In a file of one column an empty line is a row whose only value is missing.
  const blanks = single ? 0 : count.blanks - mended.comments
  const account = {
    records: count.records + (single ? mended.comments : 0) + skipLinesOf(dialect) - (dialect.header ? 1 : 0),
    rows,
    rejects: refused.rejects,
    comments: refused.comments + mended.comments + dialect.above.comments,
    blanks: blanks + dialect.above.blanks,
    preamble: dialect.above.preamble,
    ...(mended.mended === 0 ? {} : { mended: mended.mended }),
  }
  const found = rows + account.rejects + account.comments + account.blanks + account.preamble
  if (found !== account.records) throw fileErrors.unaccounted(source.name, account.records, found)
  return account
}
