// The task of a playground: takes steps as it is told, and shows its state at most ten times a second, until it is cancelled.
import { performance } from 'node:perf_hooks'
import type { TaskHandler } from '../../../shared/contract/worker'
import { cancelled } from '../../../shared/contract/errors'
import type { PlayWord } from '../../../shared/records'
import { loadTensor } from '../../engine/tensor'
import { createPace, openPlay } from '../../engine/training/play'
import type { Pace, Play } from '../../engine/training/play'
import { readPrepared } from '../../engine/workspace/prepared'

const frameMs = 100

const play: TaskHandler<'training.play'> = async ({ preparedFile, ...spec }, { signal, report, onWord }) => {
  const now = () => performance.now()
  const game = openPlay({ ...spec, prepared: readPrepared(preparedFile), now }, loadTensor())
  const bell = createBell()
  signal.addEventListener('abort', bell.ring)
  const words: PlayWord[] = []
  onWord((word) => {
    words.push(word)
    bell.ring()
  })
  const pace = createPace()
  const pause = () => Promise.resolve()
  let numbers = false
  let shownAt = -Infinity
  let changed = true
  try {
    report({ kind: 'room', room: game.room })
    while (!signal.aborted) {
      for (const word of words.splice(0)) {
        if (word.kind === 'numbers') numbers = word.shown
        else obey(word, { game, pace, now })
        changed = true
      }
      const due = pace.due(now(), game.atOnce())
      if (due > 0) game.take(due)
      if (game.problem !== null) pace.pause()
      changed ||= due > 0
      const toFrame = shownAt + frameMs - now()
      if (changed && toFrame <= 0) {
        report({ kind: 'frame', frame: await game.look({ playing: pace.playing, numbers }, pause) })
        ;[changed, shownAt] = [false, now()]
      }
      if (words.length > 0 || signal.aborted) continue
      await bell.rung(Math.min(pace.wait(now()), changed ? Math.max(0, shownAt + frameMs - now()) : Infinity))
    }
    throw cancelled()
  } finally {
    game.dispose()
  }
}

function obey(word: PlayWord, { game, pace, now }: { game: Play; pace: Pace; now(): number }): void {
  switch (word.kind) {
    case 'play':
      return pace.play(now())
    case 'pause':
      return pace.pause()
    case 'step':
      return game.take(word.steps)
    case 'epoch':
      return game.take(game.toEpochEnd)
    case 'speed':
      return pace.set(word.stepsASecond, now())
    case 'rates':
      return game.setRates(word)
  }
}

/** Something to wait for: a ring, or the end of some time. */
function createBell() {
  let ring = (): void => undefined
  return {
    ring: () => ring(),
    rung: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}

export const playTasks = { 'training.play': play }
