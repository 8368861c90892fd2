// What the page can ask of the window's own process: dialogues, the menu's language, the theme. Everything else goes to the host.
import { z } from 'zod'
import { languages } from '../fields/text'
import type { Reply } from './requests'

const replies = <T>(): Reply<T> => ({})
const nothing = z.strictObject({})
const path = z.string().min(1).max(4096)

export const desktopRequests = {
  /** Files to read as one table: none when the dialogue was closed. What is chosen may then be named in requests to the host. */
  'desktop.chooseTables': { input: nothing, output: replies<string[]>() },
  /** A model of Keras or TensorFlow.js; null when the dialogue was closed. */
  'desktop.chooseModel': { input: nothing, output: replies<string | null>() },
  'desktop.chooseBundle': { input: nothing, output: replies<string | null>() },
  'desktop.chooseWorkspace': { input: nothing, output: replies<string | null>() },
  'desktop.chooseExportFolder': {
    input: z.strictObject({ name: z.string().max(300) }),
    output: replies<string | null>(),
  },
  'desktop.chooseBundleTarget': {
    input: z.strictObject({ name: z.string().max(300) }),
    output: replies<string | null>(),
  },
  /** A CSV file to write. */
  'desktop.chooseTableTarget': {
    input: z.strictObject({ name: z.string().max(300) }),
    output: replies<string | null>(),
  },
  /** Asks where to, and writes a text there, such as a program; null when the dialogue was closed. Throws `path/not-writable`. */
  'desktop.saveText': {
    input: z.strictObject({ name: z.string().max(300), text: z.string().max(10_000_000) }),
    output: replies<string | null>(),
  },
  /** Shows a file that the program wrote in the system's file manager. */
  'desktop.reveal': { input: z.strictObject({ path }), output: replies<null>() },
  'desktop.copy': { input: z.strictObject({ text: z.string().max(1_000_000) }), output: replies<null>() },
  'desktop.setLanguage': { input: z.strictObject({ language: z.enum(languages) }), output: replies<null>() },
  'desktop.setTheme': {
    input: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
    output: replies<null>(),
  },
  /** The system's language and the platform, for the first start. */
  'desktop.surroundings': { input: nothing, output: replies<{ language: 'en' | 'zh'; platform: string }>() },
} as const satisfies Record<string, { input: z.ZodType; output: Reply<unknown> }>

export type DesktopRequests = typeof desktopRequests
export type DesktopRequestName = keyof DesktopRequests
export type DesktopInput<N extends DesktopRequestName> = z.input<DesktopRequests[N]['input']>
export type DesktopOutput<N extends DesktopRequestName> =
  DesktopRequests[N]['output'] extends Reply<infer T> ? T : never

/** Commands of the native menu, sent to the page. */
export const menuCommands = [
  'open-table',
  'open-workspace',
  'open-bundle',
  'go-start',
  'go-datasets',
  'go-architectures',
  'go-runs',
  'go-boards',
  'go-exports',
  'go-playground',
  'go-settings',
  'new-architecture',
  'import-model',
  'launch',
  'toggle-theme',
  'toggle-sidebar',
  'shortcuts',
  'palette',
  'about',
] as const
export type MenuCommand = (typeof menuCommands)[number]

/** What the preload puts on `window.netloom`: the only object the page gets. */
export interface Bridge {
  /** Resolves with a ReplyMessage-like envelope; never rejects. Names of `desktop.*` go to main, all others to the host. */
  request(
    name: string,
    input: unknown,
  ): Promise<{ ok: true; value: unknown } | { ok: false; error: import('./errors').WireError }>
  onEvents(listener: (batch: import('./events').EventBatch) => void): () => void
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** The host was lost and is back: read everything again. */
  onHostRestarted(listener: () => void): () => void
  /** A dropped or pasted file: its path, granted for reading. '' when it is not a file of this machine. */
  pathOf(file: File): Promise<string>
}
