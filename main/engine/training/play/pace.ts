// How fast a playground goes: how many steps are due at a moment, and how long nothing is.

export interface Pace {
  /** Null: as fast as it can. */
  set(stepsASecond: number | null, now: number): void
  play(now: number): void
  pause(): void
  readonly playing: boolean
  /** Steps that are due; `most` where there is no speed to keep. They count as taken. */
  due(now: number, most: number): number
  /** Milliseconds until the next step is due; 0 for at once, infinite while it is paused. */
  wait(now: number): number
}

/** Speed of a playground that was not told any. */
export const firstSpeed = 100

export function createPace(): Pace {
  let speed: number | null = firstSpeed
  let playing = false
  /** Since when steps are counted, and how many were taken since. */
  let since = 0
  let taken = 0
  const restart = (now: number) => ([since, taken] = [now, 0])
  return {
    set(stepsASecond, now) {
      speed = stepsASecond
      restart(now)
    },
    play(now) {
      if (!playing) restart(now)
      playing = true
    },
    pause: () => void (playing = false),
    get playing() {
      return playing
    },
    due(now, most) {
      if (!playing) return 0
      if (speed === null) return most
      const wanted = Math.floor(((now - since) / 1000) * speed) - taken
      const steps = Math.min(wanted, most)
      taken += steps
      // What cannot be kept up with is not made up for later.
      if (wanted > most) restart(now)
      return steps
    },
    wait(now) {
      if (!playing) return Infinity
      return speed === null ? 0 : Math.max(0, ((taken + 1) / speed) * 1000 - (now - since))
    },
  }
}
