// Table step: replaces ids and names by keyed pseudonyms, the same ones in all tables of a workspace.
import { checkColumns, listed, required } from './complaints'
import { theColumns } from './fields'
import { textOf, withColumns } from './step'
import type { TableStep } from './step'

/** Of the 64 digits of the hash: among ten million values two of the same are as unlikely as one in 300,000. */
const digits = 16
const blockBytes = 64

/**
 * HMAC-SHA256 (RFC 2104) of the value as it is shown, in UTF-8, under the workspace's key: its first 16 hexadecimal
 * digits. Equal values stay equal, missing ones missing; without the key nobody can try out which value it was.
 */
export const pseudonyms: TableStep = {
  name: 'pseudonyms',
  label: { en: 'Pseudonyms', zh: '假名化' },
  summary: {
    en: 'Replaces ids by pseudonyms that only this workspace can make; equal values stay equal.',
    zh: '用只有此工作区才能生成的假名替换标识；相同的值仍然相同。',
  },
  fields: [theColumns],
  sql({ columns, settings, given }) {
    const problems = [...required(settings, ['columns']), ...checkColumns({ columns, settings }, ['columns'])]
    if (problems.length > 0) return { problems }
    const names = [...new Set(listed(settings.columns))]
    const inner = bytesSql(padded(given.key, 0x36))
    const outer = bytesSql(padded(given.key, 0x5c))
    const hash = (name: string) => `sha256(${outer} || unhex(sha256(${inner} || encode(${textOf(name)}))))`
    return { sql: withColumns(names.map((name) => ({ name, sql: `left(${hash(name)}, ${digits})` }))) }
  },
}

/** The key filled up with zeros to a block of the hash, each byte combined with `pad`. */
function padded(key: string, pad: number): number[] {
  const bytes = Array.from({ length: blockBytes }, (_, index) => parseInt(key.slice(2 * index, 2 * index + 2), 16))
  return bytes.map((byte) => (Number.isNaN(byte) ? 0 : byte) ^ pad)
}

function bytesSql(bytes: readonly number[]): string {
  return `'${bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'::BLOB`
}
