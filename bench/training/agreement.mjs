// Whether all systems learnt the same: the mean loss of the last checked epoch, beside the median of all.
import { median } from '../measuring/numbers.mjs'

/** Relative. The frameworks put Adam's epsilon in different places, and some 200 steps enlarge what that makes. */
export const TOLERANCE = 0.02

/** TF.js has only the older GRU, whose reset gate stands before the product: same weights and work, another function. */
const OTHER_FUNCTION = [{ workload: 'gru', peer: 'tfjs', tolerance: 0.2 }]

/** Sets `deviation` and `agrees` of every result that has a loss. */
export function judge(workload, results) {
  const measured = results.filter(({ loss }) => loss !== undefined)
  const middle = median(measured.map(({ loss }) => loss))
  for (const result of measured) {
    const other = OTHER_FUNCTION.find(
      ({ workload: name, peer }) => name === workload.name && peer === result.system.peer,
    )
    result.deviation = result.loss / middle - 1
    result.agrees = Math.abs(result.deviation) <= (other?.tolerance ?? TOLERANCE)
  }
}
