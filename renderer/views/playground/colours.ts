// Colours of the playground: from orange over the ground to blue, and a colour for each class; pure, so that it can be tested.
import { styleOfRun } from '../../components/charts/palette'

type Colour = readonly [red: number, green: number, blue: number]

/** How strong the ground is at most: points in full colour are to be seen on it. */
export const groundStrength = 0.6

interface Scale {
  low: Colour
  middle: Colour
  high: Colour
}

/** Orange and blue can be told apart with any colour vision. */
const scales: Record<'light' | 'dark', Scale> = {
  light: { low: [217, 119, 6], middle: [247, 248, 250], high: [42, 95, 196] },
  dark: { low: [240, 160, 60], middle: [34, 38, 44], high: [106, 163, 250] },
}

/** For a value from -1 to 1; what is beyond has the colour of the end. */
export function diverging(value: number, dark: boolean): Colour {
  const { low, middle, high } = scales[dark ? 'dark' : 'light']
  // What is no number has no colour of its own.
  const bounded = Number.isNaN(value) ? 0 : Math.max(-1, Math.min(1, value))
  return mixed(middle, bounded < 0 ? low : high, Math.abs(bounded))
}

/** The class that is likeliest, the paler the less sure. */
export function classColour(shares: ArrayLike<number>, dark: boolean): Colour {
  let best = 0
  for (let one = 1; one < shares.length; one += 1) if ((shares[one] as number) > (shares[best] as number)) best = one
  const even = 1 / shares.length
  const sure = Math.max(0, Math.min(1, ((shares[best] ?? 0) - even) / (1 - even)))
  return mixed(scales[dark ? 'dark' : 'light'].middle, colourOfClass(best, dark), 0.1 + 0.5 * sure)
}

export function colourOfClass(code: number, dark: boolean): Colour {
  const { colour } = styleOfRun(code + 1, dark)
  const part = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16)
  return [part(1), part(3), part(5)]
}

export const css = ([red, green, blue]: Colour): string => `rgb(${red} ${green} ${blue})`

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share)
  return [part(0), part(1), part(2)]
}

/** A grid of colours as an image, the least y at the foot. `colourAt` is asked for each place, row by row from the least y. */
export function imageOf(side: number, colourAt: (place: number) => Colour): ImageData {
  const image = new ImageData(side, side)
  for (let place = 0; place < side * side; place += 1) {
    const [line, column] = [Math.floor(place / side), place % side]
    const at = ((side - 1 - line) * side + column) * 4
    const [red, green, blue] = colourAt(place)
    image.data.set([red, green, blue, 255], at)
  }
  return image
}
