// How a request and its reply travel between the page and the engine host, on whatever transport.
import type { EventBatch } from './events'
import type { WireError } from './errors'

export type ReplyMessage = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: WireError }
export type HostMessage = { kind: 'reply'; reply: ReplyMessage } | { kind: 'events'; batch: EventBatch }
