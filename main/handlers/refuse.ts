// Problems that keep a step from being done, as the error that says so.
import { AppError, type Problem } from '../../shared/contract/errors'

/** Throws `code` with the first error's text, all of them in its details, when there is a problem of severity `error`. */
export function refuse(code: string, problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const [first] = errors
  if (first === undefined) return
  const more = errors.length - 1
  const message = {
    en: more === 0 ? first.message.en : `${first.message.en} (and ${more} more)`,
    zh: more === 0 ? first.message.zh : `${first.message.zh}（另有 ${more} 个问题）`,
  }
  throw new AppError({ code, message, hint: first.hint, details: { problems: errors } })
}
