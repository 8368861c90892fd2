// What can go wrong with a workspace as a whole, in words; turns errors of the system and of SQLite into those.
import { AppError } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields/text'

type Failure = { message: (place: string) => Text; hint: Text }

const failures = {
  'workspace/not-writable': {
    message: (place) => ({
      en: `"${place}" cannot be written. Expected a place that you may write to.`,
      zh: `无法写入“${place}”。应为您有写入权限的位置。`,
    }),
    hint: {
      en: 'Choose another place, or ask for the right to write to this one.',
      zh: '请选择其他位置，或获取该位置的写入权限。',
    },
  },
  'workspace/newer-version': {
    message: (place) => ({
      en: `The workspace "${place}" was made by a newer Netloom than this one, which cannot read it.`,
      zh: `工作区“${place}”由更新版本的 Netloom 创建，当前版本无法读取。`,
    }),
    hint: { en: 'Update Netloom, or open another workspace.', zh: '请更新 Netloom，或打开其他工作区。' },
  },
  'workspace/not-a-workspace': {
    message: (place) => ({
      en: `The folder "${place}" holds other files and is no workspace. Expected an empty folder, a new one or a workspace.`,
      zh: `文件夹“${place}”中有其他文件，且不是工作区。应为空文件夹、新文件夹或已有的工作区。`,
    }),
    hint: { en: 'Choose an empty folder or make a new one.', zh: '请选择空文件夹，或新建一个文件夹。' },
  },
  'workspace/is-a-file': {
    message: (place) => ({
      en: `"${place}" is, or lies below, a file. Expected a folder.`,
      zh: `“${place}”是一个文件或位于某个文件之下。应为文件夹。`,
    }),
    hint: { en: 'Choose a folder.', zh: '请选择一个文件夹。' },
  },
  'workspace/damaged': {
    message: (place) => ({
      en: `The records in "${place}" are damaged and cannot be read.`,
      zh: `“${place}”中的记录已损坏，无法读取。`,
    }),
    hint: {
      en: 'Put back "netloom.db" from a copy, or choose a new folder and open your bundles there.',
      zh: '请从备份恢复“netloom.db”，或选择新文件夹并在其中打开您的实验包。',
    },
  },
  'workspace/disk-full': {
    message: (place) => ({
      en: `The disk is full: "${place}" could not be written. What was stored before is intact.`,
      zh: `磁盘已满：无法写入“${place}”。此前保存的内容完好无损。`,
    }),
    hint: { en: 'Free some space and try again.', zh: '请释放一些磁盘空间后重试。' },
  },
  'workspace/busy': {
    message: (place) => ({
      en: `Another program kept the workspace "${place}" locked for too long.`,
      zh: `另一个程序长时间占用了工作区“${place}”。`,
    }),
    hint: { en: 'Wait until it is done and try again.', zh: '请等待其完成后重试。' },
  },
} as const satisfies Record<string, Failure>

type FailureCode = keyof typeof failures

export function workspaceError(code: FailureCode, place: string, cause?: unknown): AppError {
  const { message, hint } = failures[code]
  return new AppError({ code, message: message(place), hint, details: { place }, cause })
}

const systemCodes = new Map<string, FailureCode>([
  ['ENOSPC', 'workspace/disk-full'],
  ['EDQUOT', 'workspace/disk-full'],
  ['EACCES', 'workspace/not-writable'],
  ['EPERM', 'workspace/not-writable'],
  ['EROFS', 'workspace/not-writable'],
  ['ENOTDIR', 'workspace/is-a-file'],
  // What making a folder says where a file stands.
  ['EEXIST', 'workspace/is-a-file'],
])

/** SQLite's primary result codes (https://sqlite.org/rescode.html); extended ones carry them in the low byte. */
const sqliteCodes = new Map<number, FailureCode>([
  [5, 'workspace/busy'],
  [8, 'workspace/not-writable'],
  [11, 'workspace/damaged'],
  [13, 'workspace/disk-full'],
  [14, 'workspace/not-writable'],
  [26, 'workspace/damaged'],
])

/** The library gives no number for what fails while it reads rows, only SQLite's words for it. */
function codeInWords(message: string): number | undefined {
  return sqliteWords.find(([words]) => message.includes(words))?.[1]
}

const sqliteWords: readonly (readonly [string, number])[] = [
  ['database is locked', 5],
  ['database disk image is malformed', 11],
  ['disk is full', 13],
  ['file is not a database', 26],
]

/** An AppError for a failed write or query at `place`; what is none of the known failures is returned as it came. */
export function storageError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  const { code, errcode } = error as Error & { code?: string; errcode?: number }
  const sqlite = errcode ?? (code === 'ERR_SQLITE_ERROR' ? codeInWords(error.message) : undefined)
  const known = sqlite === undefined ? systemCodes.get(code ?? '') : sqliteCodes.get(sqlite & 0xff)
  return known === undefined ? error : workspaceError(known, place, error)
}
