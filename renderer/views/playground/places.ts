// Where units and the lines between them are drawn: columns from left to right; pure, so that it can be tested.
import type { PlayLayer, PlayRoom } from '../../../shared/records'

export const tile = 34
const gap = 10
const columnWidth = 84
const head = 34

export interface PlacedUnit {
  layer: number
  unit: number
  /** Of its middle. */
  x: number
  y: number
}

export interface PlacedLine {
  key: string
  path: string
  /** Places of the kernel and of the number in it; null for a line that only says what feeds what. */
  weight: { at: number; place: number } | null
}

export interface Placed {
  units: PlacedUnit[]
  lines: PlacedLine[]
  heads: { layer: number; x: number; y: number }[]
  width: number
  height: number
}

export function placesOf({ layers, weights }: Pick<PlayRoom, 'layers' | 'weights'>): Placed {
  const units: PlacedUnit[] = []
  const heads: Placed['heads'] = []
  const ends = new Map<number, number>()
  layers.forEach(({ column, shown }, layer) => {
    const x = column * columnWidth + columnWidth / 2
    const top = (ends.get(column) ?? 0) + head
    heads.push({ layer, x, y: top - 14 })
    for (let unit = 0; unit < shown; unit += 1) units.push({ layer, unit, x, y: top + unit * (tile + gap) + tile / 2 })
    ends.set(column, top + shown * (tile + gap))
  })
  const columns = layers.reduce((most, { column }) => Math.max(most, column + 1), 0)
  const lines = layers.flatMap((layer) => linesTo(layer, { layers, weights, units }))
  return { units, lines, heads, width: columns * columnWidth, height: Math.max(0, ...ends.values()) }
}

interface Around extends Pick<PlayRoom, 'layers' | 'weights'> {
  units: readonly PlacedUnit[]
}

function linesTo(to: PlayLayer, { layers, weights, units }: Around): PlacedLine[] {
  const unitsOf = (id: string) => units.filter(({ layer }) => layers[layer]?.id === id)
  return to.from.flatMap((from): PlacedLine[] => {
    const [sources, targets] = [unitsOf(from), unitsOf(to.id)]
    if (to.kernel === null) {
      const [source, target] = [sources[0], targets[0]]
      return source && target ? [{ key: `${from} ${to.id}`, path: pathOf(source, target), weight: null }] : []
    }
    const width = weights[to.kernel]?.shape[1] ?? 1
    return sources.flatMap((source) =>
      targets.map((target) => ({
        key: `${from} ${source.unit} ${to.id} ${target.unit}`,
        path: pathOf(source, target),
        weight: { at: to.kernel as number, place: source.unit * width + target.unit },
      })),
    )
  })
}

function pathOf(from: PlacedUnit, to: PlacedUnit): string {
  const [x1, x2] = [from.x + tile / 2, to.x - tile / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`
}

/** Pixels of a line for a weight, of the largest among those of its kernel. */
export function widthOf(weight: number, largest: number): number {
  return largest > 0 && Number.isFinite(weight) ? 0.5 + 5 * Math.min(1, Math.abs(weight) / largest) : 0.5
}
