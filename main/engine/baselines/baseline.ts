// What a baseline is: something simple that a network has to beat, fitted on the training rows of prepared data.
import type { BaselineInfo, Preparation } from '../../../shared/records'
import type { Pieces, RankingCase } from '../datasets'
import type { Prepared } from '../workspace/prepared'

/** What a fitted baseline says. Either of the two, or both. */
export interface Fitted {
  /**
   * Of prepared rows what a network would give, row-major: the positive class's probability, a probability a class, or the standardised
   * value of each step ahead.
   */
  outputs?(rows: Int32Array): Float32Array
  /** A number for each item's code, 0 to `items`, the highest for what is recommended first; the array may be used again for the next case. */
  scores?(one: RankingCase, items: number): Float64Array
}

export interface Baseline extends BaselineInfo {
  /** Is it for data of this kind? */
  suits(preparation: Preparation): boolean
  /** In pieces, so that it can be stopped. Null where the data are too large for it. */
  fit(prepared: Prepared): Pieces<Fitted | null>
}
