// The best few of many scored items, taken one after another.
import type { RankedCase } from '../../metrics'

/**
 * Ties are decided against the network: of equal scores an item that should not be in the list comes first, so that a network
 * that gives all items the same finds nothing. Among these the lower code comes first. What is no number is worse than all numbers.
 */
export class TopList {
  private readonly items: Int32Array
  private readonly scores: Float64Array
  private readonly rights: Uint8Array
  private count = 0

  constructor(private readonly cutoff: number) {
    this.items = new Int32Array(cutoff)
    this.scores = new Float64Array(cutoff)
    this.rights = new Uint8Array(cutoff)
  }

  add(item: number, given: number, isRight: boolean): void {
    const score = Number.isNaN(given) ? -Infinity : given
    const right = isRight ? 1 : 0
    const { cutoff, items, scores, rights } = this
    if (this.count === cutoff && !this.beats(item, score, right, cutoff - 1)) return
    let at = this.count === cutoff ? cutoff - 1 : this.count++
    for (; at > 0 && this.beats(item, score, right, at - 1); at--) {
      items[at] = items[at - 1] as number
      scores[at] = scores[at - 1] as number
      rights[at] = rights[at - 1] as number
    }
    items[at] = item
    scores[at] = score
    rights[at] = right
  }

  /** `relevant`: how many items should be in the list. */
  result(relevant: number): RankedCase {
    const places = [...this.rights.subarray(0, this.count)].flatMap((right, at) => (right === 1 ? [at + 1] : []))
    return { relevant, top: this.items.slice(0, this.count), places }
  }

  private beats(item: number, score: number, right: number, at: number): boolean {
    const other = this.scores[at] as number
    if (score !== other) return score > other
    const otherRight = this.rights[at] as number
    return right === otherRight ? item < (this.items[at] as number) : right < otherRight
  }
}
