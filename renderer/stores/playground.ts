// The playground as the page knows it: what is set up, what is open, its state right now, and its curve so far.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AppError, WireError } from '../../shared/contract/errors'
import { fromWire } from '../../shared/contract/errors'
import { defaultsOf } from '../../shared/fields/checkSettings'
import type { Settings } from '../../shared/fields/field'
import type {
  PlayFrame,
  PlayKept,
  PlayNetwork,
  PlayOptions,
  PlayRoom,
  PlaySource,
  PlayWord,
} from '../../shared/records'
import { ask } from '../api'
import { asAppError } from './asAppError'
import { isNumber, keptRef } from './kept'
import { useNotices } from './notices'
import { useTasks } from './tasks'

/** Points of the curve that are kept; of older ones every other goes. */
const mostPoints = 2000

export const usePlayground = defineStore('playground', () => {
  const options = shallowRef<PlayOptions | null>(null)
  const source = shallowRef<PlaySource>({ kind: 'toy', toy: 'circle', settings: {} })
  const network = shallowRef<PlayNetwork>({ kind: 'form', settings: {} })
  const training = shallowRef<Settings>({})
  const seed = ref(1)
  /** Null: as fast as it can. */
  const speed = ref<number | null>(100)
  const numbers = ref(false)
  /** Of the panel with the settings, which has more to hold than a list of names. */
  const width = keptRef('panel.playground', 300, isNumber)

  const room = shallowRef<PlayRoom | null>(null)
  const frame = shallowRef<PlayFrame | null>(null)
  /** The weights of the state before, to tell how they move. */
  const before = shallowRef<Float32Array[] | null>(null)
  const curve = shallowRef<PlayFrame['curve']>([])
  const opening = ref(false)
  const error = shallowRef<AppError | null>(null)
  /** Something else was set up than what is open. */
  const stale = ref(true)
  const playing = computed(() => frame.value?.playing === true)
  /** A moment may be told before the room that it is of is known. */
  let early: PlayFrame | null = null
  let asked = 0

  /** Reads what can be chosen, once. */
  async function load(): Promise<void> {
    if (options.value !== null) return
    const known = await ask('playground.options', {})
    network.value = withFormDefaults(network.value, known)
    training.value = { ...defaultsOf(known.training), ...training.value }
    options.value = known
  }

  /** Begins anew with what is set up; the last call counts. */
  async function open(): Promise<void> {
    const mine = (asked += 1)
    opening.value = true
    stale.value = false
    error.value = null
    try {
      const task = useTasks().newId()
      const setup = { source: source.value, network: network.value, training: training.value, seed: seed.value }
      const opened = await ask('playground.open', { ...setup, task })
      if (mine !== asked) return
      room.value = opened
      frame.value = early?.play === opened.play ? early : null
      before.value = null
      curve.value = frame.value?.curve ?? []
      tell({ kind: 'speed', stepsASecond: speed.value })
      if (numbers.value) tell({ kind: 'numbers', shown: true })
    } catch (thrown) {
      if (mine !== asked) return
      const known = asAppError(thrown)
      if (known.code === 'task/cancelled') return
      error.value = known
      forget()
    } finally {
      if (mine === asked) opening.value = false
    }
  }

  function tell(word: PlayWord): void {
    const { value } = room
    if (value === null) return
    void useNotices().attempt(() => ask('playground.tell', { play: value.play, word }))
  }

  function setSpeed(next: number | null): void {
    speed.value = next
    tell({ kind: 'speed', stepsASecond: next })
  }

  function showNumbers(shown: boolean): void {
    numbers.value = shown
    tell({ kind: 'numbers', shown })
  }

  /** A rate changes while it plays; the curve goes on. */
  function setRate(rates: { learningRate?: number; batchSize?: number }): void {
    training.value = { ...training.value, ...rates }
    tell({ kind: 'rates', ...rates })
  }

  function keep(task: string): Promise<PlayKept> {
    return ask('playground.keep', { play: room.value?.play ?? '', task })
  }

  /** Nobody looks: it waits. */
  function leave(): void {
    if (playing.value) tell({ kind: 'pause' })
  }

  function moved(next: PlayFrame): void {
    early = next
    if (room.value?.play !== next.play) return
    before.value = frame.value?.weights ?? null
    frame.value = next
    curve.value = thinned([...curve.value, ...next.curve])
  }

  function ended({ play, error: why }: { play: string; error: WireError }): void {
    if (room.value?.play !== play) return
    forget()
    error.value = fromWire(why)
  }

  /** What was open is gone: another workspace, or an engine that was lost. */
  function forget(): void {
    stale.value = true
    room.value = null
    frame.value = null
    before.value = null
    curve.value = []
  }

  /** Data sets and networks of another workspace mean nothing here. */
  function reset(): void {
    asked += 1
    opening.value = false
    error.value = null
    if (source.value.kind === 'dataset') source.value = { kind: 'toy', toy: 'circle', settings: {} }
    if (network.value.kind === 'architecture') playForm({})
    forget()
  }

  /** Sets another network up, to be opened when the playground is looked at. */
  function choose(next: PlayNetwork): void {
    network.value = next
    stale.value = true
  }

  /** Sets the network up as a form with these settings, the others by default. */
  function playForm(settings: Settings): void {
    const own: PlayNetwork = { kind: 'form', settings }
    network.value = options.value === null ? own : withFormDefaults(own, options.value)
  }

  return {
    ...{
      width,
      options,
      stale,
      source,
      network,
      training,
      seed,
      speed,
      numbers,
      room,
      frame,
      before,
      curve,
      opening,
      error,
      playing,
    },
    ...{ load, open, tell, setSpeed, showNumbers, setRate, keep, leave, moved, ended, forget, reset, choose, playForm },
  }
})

function withFormDefaults(network: PlayNetwork, options: PlayOptions): PlayNetwork {
  if (network.kind !== 'form') return network
  return { kind: 'form', settings: { ...defaultsOf(options.network), ...network.settings } }
}

/** Every other point of the older half goes when there are too many. */
function thinned(curve: PlayFrame['curve']): PlayFrame['curve'] {
  if (curve.length <= mostPoints) return curve
  const half = curve.length >> 1
  return curve.filter((_, place) => place >= half || place % 2 === 0)
}
