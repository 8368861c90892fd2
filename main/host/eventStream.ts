// Events gathered into numbered batches: at most ten a second, the newest progress of each run or task standing for the older.
import type { AppEvent, EventBatch, EventName, Events } from '../../shared/contract/events'

const everyMs = 100

export class EventStream {
  private sequence = 0
  private waiting: AppEvent[] = []
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly send: (batch: EventBatch) => void) {}

  readonly emit = <N extends EventName>(name: N, payload: Events[N]): void => {
    this.waiting.push({ name, payload } as AppEvent)
    this.timer ??= setTimeout(() => this.flush(), everyMs)
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.length === 0) return
    const events = merged(this.waiting)
    this.waiting = []
    this.sequence += 1
    this.send({ sequence: this.sequence, events })
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

/** Keeps the last progress of each task and the last moment of a playground, and joins the points of each run's progress and of its curve. */
function merged(events: AppEvent[]): AppEvent[] {
  const kept: AppEvent[] = []
  const places = new Map<string, number>()
  for (const event of events) {
    const key = keyOf(event)
    const place = key === null ? undefined : places.get(key)
    if (place === undefined) {
      if (key !== null) places.set(key, kept.length)
      kept.push(event)
    } else kept[place] = joined(kept[place], event)
  }
  return kept
}

function keyOf(event: AppEvent): string | null {
  if (event.name === 'tasks.progressed') return `task ${event.payload.task}`
  if (event.name === 'playground.moved') return `play ${event.payload.play}`
  return event.name === 'runs.progressed' ? `run ${event.payload.run}` : null
}

function joined(older: AppEvent | undefined, newer: AppEvent): AppEvent {
  if (older?.name === 'playground.moved' && newer.name === 'playground.moved')
    return { ...newer, payload: { ...newer.payload, curve: [...older.payload.curve, ...newer.payload.curve] } }
  if (older?.name !== 'runs.progressed' || newer.name !== 'runs.progressed') return newer
  return { ...newer, payload: { ...newer.payload, points: [...older.payload.points, ...newer.payload.points] } }
}
