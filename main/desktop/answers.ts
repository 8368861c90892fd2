// The page's requests to the window's own process: dialogues and the like, each parsed by its schema.
import {
  app,
  clipboard,
  dialog,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { knownName, parsedInput } from '../../shared/contract/asked'
import { AppError, toWire, type WireError } from '../../shared/contract/errors'
import {
  desktopRequests,
  type DesktopInput,
  type DesktopOutput,
  type DesktopRequestName,
} from '../../shared/contract/desktop'
import type { Language } from '../../shared/fields/text'

export interface DialogueHost {
  window: () => BrowserWindow | null
  grant: (path: string, access: 'read' | 'write') => void
  setLanguage: (language: Language) => void
  setTheme: (theme: 'system' | 'light' | 'dark') => void
  language: Language
}

type Answers = {
  [N in DesktopRequestName]: (
    input: DesktopInput<N>,
    host: DialogueHost,
  ) => Promise<DesktopOutput<N>> | DesktopOutput<N>
}

const tableFilters = [
  {
    name: 'Tables',
    extensions: ['csv', 'tsv', 'txt', 'tab', 'data', 'dat', 'json', 'jsonl', 'ndjson', 'parquet', 'gz', 'zst'],
  },
  { name: 'All files', extensions: ['*'] },
]
const bundleFilters = [{ name: 'Netloom bundles', extensions: ['netloom', 'zip'] }]

const modelFilters = [
  { name: 'Models of Keras and TensorFlow.js', extensions: ['json', 'keras', 'h5', 'hdf5'] },
  { name: 'All files', extensions: ['*'] },
]

const csvFilters = [{ name: 'CSV', extensions: ['csv'] }]

const answers: Answers = {
  'desktop.chooseTables': async (_input, host) => {
    const files = await chosenPaths(host, { properties: ['openFile', 'multiSelections'], filters: tableFilters })
    for (const file of files) host.grant(file, 'read')
    return files
  },
  'desktop.chooseBundle': (_input, host) => choose(host, { properties: ['openFile'], filters: bundleFilters }, 'read'),
  'desktop.chooseModel': (_input, host) => choose(host, { properties: ['openFile'], filters: modelFilters }, 'read'),
  'desktop.chooseWorkspace': (_input, host) =>
    choose(host, { properties: ['openDirectory', 'createDirectory'] }, 'write'),
  'desktop.chooseExportFolder': async ({ name }, host) => {
    const parent = await chosenPath(host, { properties: ['openDirectory', 'createDirectory'] })
    if (parent === null) return null
    // The new folder alone: what lies beside it is none of the page's business.
    const folder = join(parent, fileName(name))
    host.grant(folder, 'write')
    return folder
  },
  'desktop.chooseBundleTarget': ({ name }, host) =>
    chooseTarget(host, { defaultPath: join(documents(), `${fileName(name)}.netloom`), filters: bundleFilters }),
  'desktop.chooseTableTarget': ({ name }, host) =>
    chooseTarget(host, { defaultPath: join(documents(), `${fileName(name)}.csv`), filters: csvFilters }),
  'desktop.saveText': async ({ name, text }, host) => {
    const path = await chooseTarget(host, { defaultPath: join(documents(), fileName(name)) })
    if (path !== null) writeText(path, text)
    return path
  },
  'desktop.reveal': ({ path }) => {
    shell.showItemInFolder(existing(path))
    return null
  },
  'desktop.copy': ({ text }) => {
    clipboard.writeText(text)
    return null
  },
  'desktop.setLanguage': ({ language }, host) => {
    host.setLanguage(language)
    return null
  },
  'desktop.setTheme': ({ theme }, host) => {
    host.setTheme(theme)
    return null
  },
  'desktop.surroundings': (_input, host) => ({ language: host.language, platform: process.platform }),
}

export type DesktopReply = { ok: true; value: unknown } | { ok: false; error: WireError }

/** Answers one request of the page. Never rejects. */
export async function answerDesktop(
  asked: { name: unknown; input: unknown },
  host: DialogueHost,
): Promise<DesktopReply> {
  try {
    const name = knownName(desktopRequests, asked.name)
    const input = parsedInput(desktopRequests, name, asked.input)
    const answer = answers[name] as (input: unknown, host: DialogueHost) => unknown
    return { ok: true, value: await answer(input, host) }
  } catch (error) {
    return { ok: false, error: toWire(error) }
  }
}

async function choose(
  host: DialogueHost,
  options: OpenDialogOptions,
  access: 'read' | 'write',
): Promise<string | null> {
  const path = await chosenPath(host, options)
  if (path !== null) host.grant(path, access)
  return path
}

async function chosenPath(host: DialogueHost, options: OpenDialogOptions): Promise<string | null> {
  return (await chosenPaths(host, options))[0] ?? null
}

async function chosenPaths(host: DialogueHost, options: OpenDialogOptions): Promise<string[]> {
  const window = host.window()
  if (window === null) return []
  return (await dialog.showOpenDialog(window, { defaultPath: documents(), ...options })).filePaths
}

async function chooseTarget(host: DialogueHost, options: SaveDialogOptions): Promise<string | null> {
  const window = host.window()
  if (window === null) return null
  const { filePath } = await dialog.showSaveDialog(window, options)
  if (filePath === undefined || filePath === '') return null
  host.grant(filePath, 'write')
  return filePath
}

function documents(): string {
  const folder = app.getPath('documents')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A name that any file system takes. */
function fileName(name: string): string {
  const clean = basename(name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' '))
    .trim()
    .slice(0, 80)
  return clean === '' || clean.startsWith('.') ? 'netloom' : clean
}

/** A place on this machine that is there; no network name, which would tell another machine who asks. */
function existing(path: string): string {
  if (isAbsolute(path) && !path.startsWith('\\\\') && !path.startsWith('//') && existsSync(path)) return path
  throw new AppError({
    code: 'path/not-found',
    message: { en: `"${path}" is not there any more.`, zh: `“${path}”已不存在。` },
    hint: { en: 'It may have been moved or removed. Export it again.', zh: '它可能已被移动或删除，请重新导出。' },
    details: { path },
  })
}

function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (cause) {
    throw new AppError({
      code: 'path/not-writable',
      message: { en: `"${path}" cannot be written.`, zh: `无法写入“${path}”。` },
      hint: { en: 'Choose another folder.', zh: '请选择其他文件夹。' },
      details: { path },
      cause,
    })
  }
}
