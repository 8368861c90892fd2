// Watches the numbers of event batches: a gap means that something was missed, and the records must be read again.
import type { AppEvent, EventBatch } from '../../shared/contract/events'

export interface EventStream {
  accept(batch: EventBatch): void
  /** Forgets the last number: the next batch, whatever its number, is the first. */
  restart(): void
}

interface Receivers {
  onEvent(event: AppEvent): void
  onGap(): void
}

/** Hands on the events of each batch in order, and calls `onGap` before them when a batch is missing. */
export function createEventStream(receivers: Receivers): EventStream {
  let last: number | null = null
  return {
    accept(batch) {
      if (last !== null && batch.sequence !== last + 1) receivers.onGap()
      last = batch.sequence
      batch.events.forEach((event) => receivers.onEvent(event))
    },
    restart() {
      last = null
    },
  }
}
