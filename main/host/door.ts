// The door: every message from outside is looked up by its own name and parsed by its schema before a handler sees it.
import { z } from 'zod'
import { AppError, toWire } from '../../shared/contract/errors'
import type { ReplyMessage } from '../../shared/contract/door'
import { requests, type RequestName } from '../../shared/contract/requests'

/** Answers a parsed request. */
export type Answer = (name: RequestName, input: unknown) => Promise<unknown>

const messageSchema = z.strictObject({ id: z.number().int(), name: z.string().max(100), input: z.unknown() })

/** Replies to whatever came through the door; null when it is not even a request. Never throws. */
export async function replyTo(message: unknown, answer: Answer): Promise<ReplyMessage | null> {
  const parsed = messageSchema.safeParse(message)
  if (!parsed.success) return null
  const { id, name, input } = parsed.data
  try {
    return { id, ok: true, value: await answer(knownName(name), parsedInput(name as RequestName, input)) }
  } catch (error) {
    return { id, ok: false, error: toWire(error) }
  }
}

function knownName(name: string): RequestName {
  // Own names only: `constructor` and `__proto__` are on every object.
  if (Object.hasOwn(requests, name)) return name as RequestName
  throw new AppError({
    code: 'request/unknown-name',
    message: { en: `There is no request called "${name}".`, zh: `没有名为“${name}”的请求。` },
    hint: { en: 'Update Netloom so that its parts are of one version.', zh: '请更新 Netloom，使其各部分版本一致。' },
  })
}

/** The input as its schema wants it. Throws `request/bad-input` that names the fields. */
export function parsedInput<N extends RequestName>(name: N, input: unknown): z.output<(typeof requests)[N]['input']> {
  const result = requests[name].input.safeParse(input)
  if (result.success) return result.data as z.output<(typeof requests)[N]['input']>
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const said = issues.map((issue) => `${issue.path || 'input'}: ${issue.message}`).join('; ')
  throw new AppError({
    code: 'request/bad-input',
    message: { en: `The request "${name}" has a bad input: ${said}.`, zh: `请求“${name}”的输入有误：${said}。` },
    hint: { en: 'Correct the named values and try again.', zh: '请更正上述值后重试。' },
    details: { request: name, issues },
  })
}
