// The two numbers of a row as axes of a picture: their names, units, and from where to where they go.
import type { PlayAxis, PlayPoints } from '../../../../shared/records'
import type { Prepared } from '../../workspace/prepared'

/** Of what lies between the outermost points, so much is shown beyond them on either side. */
const margin = 0.06
/** More points than these could not be told apart. */
const mostPoints = 1500

export function axesOf({ preparation, features }: Prepared): [PlayAxis, PlayAxis] {
  const axis = (at: 0 | 1): PlayAxis => {
    const name = preparation.facts.inputs[at] ?? ''
    const learnt = preparation.steps.find(({ step, column }) => step === 'standardise' && column === name)?.learnt
    let [from, to] = [Infinity, -Infinity]
    for (let place = at; place < features.length; place += 2) {
      from = Math.min(from, features[place] as number)
      to = Math.max(to, features[place] as number)
    }
    const beyond = Math.max(to - from, 1) * margin
    const [mean, deviation] = [Number(learnt?.mean ?? 0), Number(learnt?.deviation ?? 1)]
    return { name, mean, deviation, from: from - beyond, to: to + beyond }
  }
  return [axis(0), axis(1)]
}

/** The rows as points, evenly thinned out where they are many. */
export function pointsOf({ features, target, part }: Prepared): PlayPoints {
  const every = Math.max(1, Math.ceil(part.length / mostPoints))
  const rows = Int32Array.from({ length: Math.ceil(part.length / every) }, (_, index) => index * every)
  const column = (at: number) => Float32Array.from(rows, (row) => features[row * 2 + at] as number)
  return {
    x: column(0),
    y: column(1),
    target: Float32Array.from(rows, (row) => target[row] as number),
    part: Uint8Array.from(rows, (row) => part[row] as number),
  }
}
