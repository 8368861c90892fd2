// What a file is by its first bytes: formats that are no text table are refused by name, JSON and Parquet are recognised.
import type { Dialect } from '../../../../shared/records'
import { fileErrors } from '../errors'

const signatures: readonly (readonly [start: string, en: string, zh: string])[] = [
  ['\x89PNG', 'is a PNG picture', '这是 PNG 图片'],
  ['\xff\xd8\xff', 'is a JPEG picture', '这是 JPEG 图片'],
  ['PK\x03\x04', 'is a zip archive, as spreadsheets are', '这是 zip 压缩包（电子表格文件也是）'],
  ['%PDF', 'is a PDF document', '这是 PDF 文档'],
  ['\xd0\xcf\x11\xe0', 'is an old Office document', '这是旧版 Office 文档'],
  ['\x7fELF', 'is a program', '这是程序文件'],
  ['SQLite format 3', 'is a SQLite database', '这是 SQLite 数据库'],
  ['<!doctype html', 'is a web page', '这是网页'],
  ['<html', 'is a web page', '这是网页'],
  ['<?xml ', 'is an XML document', '这是 XML 文档'],
  ['version https://', 'stands in for one that Git LFS did not load', '这是 Git LFS 未下载文件的占位符'],
  ['\xff\xfe\0\0', 'is text in UTF-32, which is not read', '这是 UTF-32 文本，无法读取'],
  ['\0\0\xfe\xff', 'is text in UTF-32, which is not read', '这是 UTF-32 文本，无法读取'],
]

/** Throws `dataset/not-a-table` for formats that are known to be none. */
export function refuseKnown(bytes: Buffer, name: string): void {
  const start = bytes.toString('latin1', 0, 32).toLowerCase()
  const known = signatures.find(([signature]) => start.startsWith(signature.toLowerCase()))
  if (known !== undefined) throw fileErrors.notATable(name, { en: known[1], zh: known[2] })
}

/** Throws `dataset/not-a-table` for what has more than a stray control character in its first 64 KB. */
export function refuseBinary(bytes: Buffer, name: string): void {
  const sample = bytes.subarray(0, 65_536)
  const control = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  if (control > 1 && control > sample.length * 0.01)
    throw fileErrors.notATable(name, { en: 'contains binary data', zh: '其中含有二进制数据' })
}

/** Parquet by its mark; JSON when the first line is an object, or an array and the file's name says so; otherwise CSV. */
export function formatOf(bytes: Buffer, name: string): Dialect['format'] {
  if (bytes.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  const text = bytes
    .toString('utf8', 0, 1 << 16)
    .replace(/^\ufeff/, '')
    .trimStart()
  const named = /\.(json|jsonl|ndjson)(\.(gz|zst))?$/i.test(name)
  if (text.startsWith('[') && named) return 'json'
  return text.startsWith('{') && (named || isObject(text.split(/\r?\n/, 1)[0] ?? '')) ? 'json' : 'csv'
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
