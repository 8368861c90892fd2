// The one playground that can be open: its worker, which stays for the next one, and what is known of it.
import { AppError, toWire } from '../../../shared/contract/errors'
import type { WireError } from '../../../shared/contract/errors'
import type { PlayReport, PlaySpec } from '../../../shared/contract/worker'
import type { PlayFrame, PlayRoom, PlaySetup, PlayWord } from '../../../shared/records'
import type { OpenWorker } from './link'
import { environmentFor } from './threads'
import { WorkerClient } from './workerClient'

interface PlayerInput {
  openWorker: OpenWorker
  onFrame(frame: PlayFrame): void
  /** It ended without having been closed. */
  onEnded(play: string, error: WireError): void
}

/** What is open. */
export interface Playing {
  setup: PlaySetup
  spec: PlaySpec
  room: PlayRoom
  /** Steps done as last seen, and those after which a rate was changed. */
  steps: number
  changedAt: number | null
  /** As they are now. */
  rates: { learningRate?: number; batchSize?: number }
}

export class Player {
  private client: WorkerClient | null = null
  private current: { play: string; abort: AbortController; playing: Playing | null } | null = null

  constructor(private readonly input: PlayerInput) {}

  get pid(): number | null {
    return this.client?.pid ?? null
  }

  /** Ends the playground before, and opens one. Rejects with `task/cancelled` when another was opened meanwhile. */
  async open(setup: PlaySetup, spec: PlaySpec): Promise<PlayRoom> {
    this.close()
    const current = { play: spec.play, abort: new AbortController(), playing: null as Playing | null }
    this.current = current
    const room = await new Promise<PlayRoom>((resolve, reject) => {
      const onReport = (report: PlayReport): void => {
        if (report.kind === 'room') resolve(report.room)
        else this.hearFrame(current, report.frame)
      }
      this.alive()
        .run('training.play', spec, { onReport, signal: current.abort.signal })
        .catch((error: unknown) => {
          reject(error as Error)
          this.ended(current, error)
        })
    })
    current.playing = { setup, spec, room, steps: 0, changedAt: null, rates: {} }
    return room
  }

  /** What is open under that name. Throws `playground/not-open`. */
  playing(play: string): Playing {
    const { current } = this
    if (current?.play === play && current.playing !== null) return current.playing
    throw notOpen()
  }

  /** Throws `playground/not-open`. */
  tell(play: string, word: PlayWord): void {
    const playing = this.playing(play)
    if (word.kind === 'rates') {
      const { kind: _, ...rates } = word
      playing.rates = { ...playing.rates, ...rates }
      if (playing.steps > 0) playing.changedAt ??= playing.steps
    }
    this.client?.tell('training.play', word)
  }

  /** Ends what is open; its worker stays for the next. */
  close(): void {
    this.current?.abort.abort()
    this.current = null
  }

  /** Ends the worker as well. */
  dispose(): void {
    this.close()
    this.client?.kill()
    this.client = null
  }

  private alive(): WorkerClient {
    if (this.client === null || this.client.isLost)
      this.client = new WorkerClient(this.input.openWorker('training', environmentFor(1)))
    return this.client
  }

  private hearFrame(of: NonNullable<Player['current']>, frame: PlayFrame): void {
    if (this.current !== of) return
    if (of.playing !== null) of.playing.steps = frame.step
    this.input.onFrame(frame)
  }

  private ended(of: NonNullable<Player['current']>, error: unknown): void {
    if (this.current !== of) return
    this.current = null
    if (of.playing !== null) this.input.onEnded(of.play, toWire(error))
  }
}

function notOpen(): AppError {
  return new AppError({
    code: 'playground/not-open',
    message: { en: 'That playground is not open any more.', zh: '该演练场已关闭。' },
    hint: { en: 'Open it again; it begins with the same numbers.', zh: '请重新打开；将从相同的数值开始。' },
  })
}
