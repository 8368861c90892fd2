// What padding and cropping of grids have in common: how many places at each of the four edges.
import type { NumberField, Settings, Text } from '../../../shared/fields'
import { integerField } from './fields'

const edges: readonly [name: string, label: Text][] = [
  ['top', { en: 'Top', zh: '上' }],
  ['bottom', { en: 'Bottom', zh: '下' }],
  ['left', { en: 'Left', zh: '左' }],
  ['right', { en: 'Right', zh: '右' }],
]

export const edgeFields = (fallback: number): NumberField[] =>
  edges.map(([name, label]) =>
    integerField({
      name,
      label,
      help: { en: 'How many rows or columns of places at this edge.', zh: '此边上的行数或列数。' },
      default: fallback,
      min: 0,
      max: 10_000,
    }),
  )

export interface Edges {
  top: number
  bottom: number
  left: number
  right: number
}

export function edgesOf(settings: Settings): Edges {
  const of = (name: string) => Number(settings[name] ?? 0)
  return { top: of('top'), bottom: of('bottom'), left: of('left'), right: of('right') }
}

/** The same with those in front and behind. */
export const depthFields = (fallback: number): NumberField[] => [
  ...(
    [
      ['before', { en: 'Front', zh: '前' }],
      ['after', { en: 'Back', zh: '后' }],
    ] as const
  ).map(([name, label]) =>
    integerField({
      name,
      label,
      help: { en: 'How many layers of places at this side.', zh: '此侧的层数。' },
      default: fallback,
      min: 0,
      max: 10_000,
    }),
  ),
  ...edgeFields(fallback),
]

export function depthOf(settings: Settings): { before: number; after: number } {
  return { before: Number(settings.before ?? 0), after: Number(settings.after ?? 0) }
}
