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
