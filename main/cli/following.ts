// Following runs on a terminal: their bars while they train, and their records when all are over.
import { isOver, type Run } from '../../shared/records'
import { AppError } from '../../shared/contract/errors'
import { Bars } from './bars'
import { shown } from './number'
import { language } from './output'
import type { Session } from './session'

export interface Following {
  /** Waits until nothing is queued or live, and gives these runs as they ended. */
  end(ids: readonly string[]): Promise<Run[]>
}

/** Draws from now on what the engine tells. */
export function followRuns({ host, onEvent }: Session): Following {
  const names = new Map<string, string>()
  const told = new Map<string, Run>()
  const bars = new Bars(names)
  onEvent((event) => {
    if (event.name === 'runs.progressed') bars.progress(event.payload)
    else if (event.name === 'tasks.progressed') bars.step(event.payload.stage, event.payload.done, event.payload.total)
    else if (event.name === 'runs.changed') {
      names.set(event.payload.id, nameOf(event.payload))
      told.set(event.payload.id, event.payload)
      if (isOver(event.payload.status)) bars.end(event.payload.id, endOf(event.payload))
    }
  })
  return {
    async end(ids) {
      await host.whenIdle()
      host.flush()
      bars.close()
      const stored = await Promise.all(ids.map((id) => host.ask('runs.get', { run: id })))
      // On a full disk the end of a run is told but cannot be stored.
      return stored.map((run) => (isOver(run.status) ? run : (told.get(run.id) ?? run)))
    },
  }
}

function nameOf({ number, name, seed }: Run): string {
  return `#${number} ${name}, seed ${seed}`
}

function endOf({ status, outcome, reason }: Run): string {
  const [name, value] = Object.entries(outcome?.scores.test ?? {})[0] ?? []
  return name === undefined ? `${status} ${reason?.message[language] ?? ''}` : `${status}, test ${name} ${shown(value)}`
}

/** Exit code 1 when a run did not come to its end. */
export function refuseFailures(runs: readonly Run[]): void {
  const bad = runs.filter(({ status }) => status === 'failed' || status === 'interrupted')
  const [first] = bad
  if (first === undefined || first.reason === null) return
  const { message, hint, code } = first.reason
  const said = {
    en: `Run ${first.number} ${first.status}: ${message.en}`,
    zh: `运行 ${first.number} ${first.status}：${message.zh}`,
  }
  throw new AppError({ code, message: said, hint, details: { runs: bad.map(({ id }) => id) } })
}
