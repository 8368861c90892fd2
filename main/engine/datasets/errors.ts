// The errors of the datasets stage: one place for their codes and words, thrown by reading and preparing.
import { AppError } from '../../../shared/contract/errors'
import type { Problem, Severity } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields/text'

type Said = readonly [code: string, message: Text, hint: Text]

const otherFile: Text = { en: 'Choose another file.', zh: '请选择其他文件。' }

/** Why a file cannot become a table, by what is wrong with it. `file` is its path or name. */
export const fileErrors = {
  missing: (file: string, cause?: unknown) =>
    fail(
      [
        'dataset/file-missing',
        { en: `There is no file "${file}".`, zh: `文件“${file}”不存在。` },
        {
          en: 'It may have been moved, renamed or deleted. Choose it again.',
          zh: '该文件可能已被移动、重命名或删除。请重新选择。',
        },
      ],
      cause,
    ),
  folder: (file: string) =>
    fail([
      'dataset/is-a-folder',
      { en: `"${file}" is a folder, expected a CSV file.`, zh: `“${file}”是文件夹，应为 CSV 文件。` },
      { en: 'Choose one file inside it.', zh: '请选择其中的一个文件。' },
    ]),
  unreadable: (file: string, cause?: unknown) =>
    fail(
      [
        'dataset/unreadable',
        { en: `The file "${file}" cannot be read${reason(cause)}.`, zh: `无法读取文件“${file}”${reason(cause)}。` },
        {
          en: 'Check that you may read it and that it is an ordinary file on a working disk.',
          zh: '请确认您有读取权限，且它是正常磁盘上的普通文件。',
        },
      ],
      cause,
    ),
  empty: (file: string) =>
    fail([
      'dataset/empty-file',
      {
        en: `The file "${file}" is empty, expected a line of column names and rows below it.`,
        zh: `文件“${file}”为空，应包含一行列名及其下方的数据行。`,
      },
      otherFile,
    ]),
  notATable: (file: string, found: Text) =>
    fail([
      'dataset/not-a-table',
      {
        en: `The file "${file}" is not a text table: it ${found.en}.`,
        zh: `文件“${file}”不是文本表格：${found.zh}。`,
      },
      {
        en: 'Save the table as CSV (for example from a spreadsheet) and choose that file.',
        zh: '请将表格另存为 CSV（例如用电子表格软件），再选择该文件。',
      },
    ]),
  noRows: (file: string) =>
    fail([
      'dataset/no-rows',
      {
        en: `The file "${file}" has column names but no readable row, expected at least one.`,
        zh: `文件“${file}”只有列名而没有可读的数据行，至少需要一行。`,
      },
      otherFile,
    ]),
  damagedArchive: (file: string, compression: string, cause?: unknown) =>
    fail(
      [
        'dataset/damaged-archive',
        {
          en: `The file "${file}" cannot be unpacked as "${compression}"${reason(cause)}.`,
          zh: `无法以“${compression}”方式解压文件“${file}”。`,
        },
        {
          en: 'Download or copy it again, or choose another compression.',
          zh: '请重新下载或复制该文件，或选择其他压缩方式。',
        },
      ],
      cause,
    ),
  undecodable: (file: string, encoding: string, position: number, cause?: unknown) =>
    fail(
      [
        'dataset/undecodable-text',
        {
          en: `The file "${file}" is not text in "${encoding}": after byte "${position}" there are bytes which that encoding does not have.`,
          zh: `文件“${file}”不是“${encoding}”编码的文本：第“${position}”字节之后有该编码中不存在的字节。`,
        },
        { en: 'Choose another encoding.', zh: '请选择其他编码。' },
      ],
      cause,
    ),
  badRows: (file: string, count: number, line: number, why: Text) =>
    fail([
      'dataset/bad-rows',
      {
        en: `The file "${file}" has "${count}" rows that do not fit, the first on line "${line}": ${why.en}`,
        zh: `文件“${file}”中有“${count}”行不符合格式，第一处在第“${line}”行：${why.zh}`,
      },
      { en: 'Mend the file, or let such rows be skipped or mended.', zh: '请修正文件，或选择跳过或修补这些行。' },
    ]),
  otherColumns: (file: string, expected: string, found: string) =>
    fail([
      'dataset/other-columns',
      {
        en: `The file "${file}" has the columns "${found}", expected "${expected}" as in the first file.`,
        zh: `文件“${file}”的列为“${found}”，应与第一个文件一样为“${expected}”。`,
      },
      {
        en: 'Import files with the same columns together, others one by one.',
        zh: '请将列相同的文件一起导入，其他文件分别导入。',
      },
    ]),
  unaccounted: (file: string, records: number, found: number) =>
    fail([
      'dataset/unaccounted-rows',
      {
        en: `The file "${file}" holds "${records}" records but only "${found}" could be accounted for, so rows would be lost silently.`,
        zh: `文件“${file}”有“${records}”条记录，但只能说明“${found}”条的去向，可能会悄悄丢失数据行。`,
      },
      {
        en: 'Look for a quotation mark that is opened and not closed, or save the file as CSV again.',
        zh: '请检查是否有未闭合的引号，或将文件重新另存为 CSV。',
      },
    ]),
} as const

/** An error of a task that is given a table: it names the code, says what happened and what to do. */
export function fail([code, message, hint]: Said, cause?: unknown): AppError {
  return new AppError({ code, message, hint, cause })
}

/** A problem of the datasets stage. */
export function problem(path: string, [code, message, hint]: Said, severity: Severity = 'error'): Problem {
  return { path, code, message, hint, severity }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const first = cause.message.split('\n')[0] ?? ''
  return ` ("${first.slice(0, 200)}")`
}
