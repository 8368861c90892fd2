// The two kinds of bad news: a Problem is data the user can mend, an AppError ends an operation. Both cross every process.
import type { Text } from '../fields/text'

export type Severity = 'error' | 'warning' | 'note'

/** Something the user can mend, returned as data. `path` names the field, column or layer it is about. */
export interface Problem {
  path: string
  /** `noun/what-is-wrong`, stable, what programs look at. */
  code: string
  /** What happened and what was expected, with the value in quotes. */
  message: Text
  /** What to do next. */
  hint: Text
  severity: Severity
}

/** What an AppError looks like on a wire: plain data, no stack of another process. */
export interface WireError {
  code: string
  message: Text
  hint: Text
  details: Record<string, unknown>
  /** True when the error is a fault of the program rather than something the user can mend. */
  bug: boolean
}

interface AppErrorInput {
  code: string
  message: Text
  hint: Text
  details?: Record<string, unknown>
  cause?: unknown
}

/** The only error thrown on purpose. Its codes are `noun/what-is-wrong`. */
export class AppError extends Error {
  readonly code: string
  readonly text: Text
  readonly hint: Text
  readonly details: Record<string, unknown>

  constructor(input: AppErrorInput) {
    super(input.message.en, { cause: input.cause })
    this.name = 'AppError'
    this.code = input.code
    this.text = input.message
    this.hint = input.hint
    this.details = input.details ?? {}
  }
}

/** Turns anything that was thrown into wire data; what is not an AppError is a bug and says so. */
export function toWire(error: unknown): WireError {
  if (error instanceof AppError) {
    return { code: error.code, message: error.text, hint: error.hint, details: error.details, bug: false }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'app/bug',
    message: { en: `Something went wrong inside Netloom: ${message}`, zh: `Netloom 内部出错：${message}` },
    hint: {
      en: 'Your data is safe. Copy this message and report it, then try again.',
      zh: '您的数据没有丢失。请复制此信息并反馈，然后重试。',
    },
    details: { stack: error instanceof Error ? (error.stack ?? '') : '' },
    bug: true,
  }
}

/** The error of another process, thrown again on this side. */
export function fromWire(error: WireError): AppError {
  return new AppError({
    code: error.code,
    message: error.message,
    hint: error.hint,
    details: { ...error.details, bug: error.bug },
  })
}

/** True for an AppError that came from a fault of the program rather than from the user's input. */
export function isBug(error: unknown): boolean {
  return !(error instanceof AppError) || error.code === 'app/bug'
}

/** What a step throws when it was told to end before it was done. */
export function cancelled(): AppError {
  return new AppError({
    code: 'task/cancelled',
    message: { en: 'The step was cancelled.', zh: '该步骤已取消。' },
    hint: { en: 'Nothing was changed. Start it again when you like.', zh: '未做任何更改，可随时重新开始。' },
  })
}
