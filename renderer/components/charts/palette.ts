// The colours of curves: ten that people with any colour vision can tell apart, then the same ten with dashes.

/** Petroff's ten-colour cycle (M. A. Petroff, "Accessible Color Sequences for Data Visualization", 2021). */
const onLight = [
  '#3f90da',
  '#e08e00',
  '#bd1f01',
  '#6f8583',
  '#832db6',
  '#a96b59',
  '#e76300',
  '#8f8345',
  '#717581',
  '#2f9aa0',
]
/** The same hues, lighter, for a dark ground. */
const onDark = [
  '#5aa5ec',
  '#ffb733',
  '#f0593e',
  '#a9b7b5',
  '#b673e6',
  '#c98d7c',
  '#ff8a3d',
  '#c9bd85',
  '#9499a6',
  '#9fe3e6',
]

/** `solid`, or the lengths of dash and gap in pixels. */
const dashes: ('solid' | number[])[] = ['solid', [6, 3], [2, 3], [8, 3, 2, 3]]

export interface CurveStyle {
  colour: string
  dash: 'solid' | number[]
}

/** The style of a run by its number (from 1): the same in every chart and list, wherever the run is shown. */
export function styleOfRun(number: number, dark: boolean): CurveStyle {
  const index = Math.max(0, number - 1)
  const colours = dark ? onDark : onLight
  return {
    colour: colours[index % colours.length] ?? '#888888',
    dash: dashes[Math.floor(index / colours.length) % dashes.length] ?? 'solid',
  }
}
