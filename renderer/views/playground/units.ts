// A unit that was chosen in the picture: its name, and what it weighs.
import type { PlayFrame, PlayRoom } from '../../../shared/records'
import type { MessageKey } from '../../locales'

export interface Chosen {
  /** Place among the drawn layers, and of the unit in its layer. */
  layer: number
  unit: number
}

export interface Weighed {
  /** What is weighed; '' for the bias. */
  name: string
  value: number
  /** Since the moment before; null at the first. */
  change: number | null
}

type Say = (key: MessageKey, values?: Record<string, string | number>) => string

/** Units of an input and of what is made of it are called by their own names where they have some. */
export function nameOfUnit(room: PlayRoom, { layer, unit }: Chosen, t: Say): string {
  const drawn = room.layers[layer]
  if (drawn === undefined) return ''
  if (drawn.type === 'input') return room.axes[unit]?.name ?? drawn.id
  if (drawn.type === 'concatenate') {
    const made = room.graph.layers.find(({ id }) => id === drawn.id)?.inputs ?? []
    if (made.length === drawn.size) return made[unit] ?? drawn.id
  }
  return drawn.size === 1 ? drawn.id : t('playground.unitOf', { layer: drawn.id, unit: unit + 1 })
}

/** The weights that lead into a unit and its bias; none where the layer weighs in another way. */
export function weighedBy(
  room: PlayRoom,
  chosen: Chosen,
  { frame, before, t }: { frame: PlayFrame; before: Float32Array[] | null; t: Say },
): Weighed[] {
  const layer = room.layers[chosen.layer]
  if (layer === undefined || layer.kernel === null) return []
  const source = room.layers.findIndex(({ id }) => id === layer.from[0])
  const [size = 0, width = 1] = room.weights[layer.kernel]?.shape ?? []
  const told = (at: number, place: number, name: string): Weighed => {
    const value = frame.weights[at]?.[place] ?? NaN
    const old = before?.[at]?.[place]
    return { name, value, change: old === undefined ? null : value - old }
  }
  const kernel = layer.kernel
  const rows = Array.from({ length: size }, (_, unit) =>
    told(kernel, unit * width + chosen.unit, nameOfUnit(room, { layer: source, unit }, t)),
  )
  return layer.bias === null ? rows : [...rows, told(layer.bias, chosen.unit, '')]
}
