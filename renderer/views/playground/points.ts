// Rows as points over the picture: a shape for each class, filled where they are trained on, hollow where they are held out.
import type { PlayRoom } from '../../../shared/records'
import { colourOfClass, css, diverging } from './colours'

export const shapes = ['square', 'circle', 'triangle', 'diamond', 'cross', 'star', 'bar', 'plus'] as const
export type Shape = (typeof shapes)[number]

/** The colour and shape of a target. */
export function lookOf(room: Pick<PlayRoom, 'goal'>, target: number, dark: boolean): { colour: string; shape: Shape } {
  if (room.goal === 'regression') return { colour: css(diverging(target / 2, dark)), shape: 'circle' }
  const shape = shapes[target % shapes.length] ?? 'circle'
  if (room.goal === 'binary') return { colour: css(diverging(target === 1 ? 1 : -1, dark)), shape }
  return { colour: css(colourOfClass(target, dark)), shape }
}

interface Look {
  /** Pixels of the square. */
  size: number
  dark: boolean
  /** Whether rows that are not trained on are drawn. */
  heldOut: boolean
}

export function drawPoints(context: CanvasRenderingContext2D, room: PlayRoom, { size, dark, heldOut }: Look): void {
  const { points, axes } = room
  context.clearRect(0, 0, size, size)
  context.lineWidth = 2
  const radius = points.x.length > 400 ? 5 : 7
  const at = (axis: 0 | 1, value: number) => ((value - axes[axis].from) / (axes[axis].to - axes[axis].from)) * size
  for (let row = 0; row < points.x.length; row += 1) {
    const isTrained = points.part[row] === 0
    if (!isTrained && !heldOut) continue
    const { colour, shape } = lookOf(room, points.target[row] as number, dark)
    const middle = { x: at(0, points.x[row] as number), y: size - at(1, points.y[row] as number) }
    trace(context, shape, middle, radius)
    // Of two colours each, so that none is lost on ground of its own colour.
    const ground = dark ? '#0c0d0f' : '#ffffff'
    context.fillStyle = isTrained ? colour : ground
    context.strokeStyle = isTrained ? ground : colour
    context.fill()
    context.stroke()
  }
}

/** A single sign in the middle of a square of 28 pixels. */
export function drawSign(context: CanvasRenderingContext2D, { colour, shape }: ReturnType<typeof lookOf>): void {
  context.clearRect(0, 0, 28, 28)
  trace(context, shape, { x: 14, y: 14 }, 10)
  context.fillStyle = colour
  context.fill()
}

function trace(context: CanvasRenderingContext2D, shape: Shape, { x, y }: { x: number; y: number }, r: number): void {
  context.beginPath()
  if (shape === 'circle') return context.arc(x, y, r, 0, 2 * Math.PI)
  if (shape === 'square') return context.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7)
  if (shape === 'bar') return context.rect(x - r, y - r / 2, 2 * r, r)
  for (const [index, [across, down]] of outlines[shape].entries()) {
    if (index === 0) context.moveTo(x + across * r, y + down * r)
    else context.lineTo(x + across * r, y + down * r)
  }
  context.closePath()
}

type Outline = readonly (readonly [number, number])[]

const plus: Outline = [
  [-0.4, -1],
  [0.4, -1],
  [0.4, -0.4],
  [1, -0.4],
  [1, 0.4],
  [0.4, 0.4],
  [0.4, 1],
  [-0.4, 1],
  [-0.4, 0.4],
  [-1, 0.4],
  [-1, -0.4],
  [-0.4, -0.4],
]

const outlines: Record<Exclude<Shape, 'circle' | 'square' | 'bar'>, Outline> = {
  triangle: [
    [0, -1.1],
    [1, 0.8],
    [-1, 0.8],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  plus,
  cross: plus.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2] as const),
  star: Array.from({ length: 10 }, (_, point) => {
    const [radius, angle] = [point % 2 === 0 ? 1.2 : 0.5, (point * Math.PI) / 5]
    return [radius * Math.sin(angle), -radius * Math.cos(angle)] as const
  }),
}
