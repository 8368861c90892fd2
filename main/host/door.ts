// The door: every message from outside is looked up by its own name and parsed by its schema before a handler sees it.
import { z } from 'zod'
import { knownName, parsedInput } from '../../shared/contract/asked'
import { toWire } from '../../shared/contract/errors'
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
    const known = knownName(requests, name)
    return { id, ok: true, value: await answer(known, parsedInput(requests, known, input)) }
  } catch (error) {
    return { id, ok: false, error: toWire(error) }
  }
}
