// What a table holds, column by column, and as interactions of users with items where it has such.

/** Counts of equal bins: bin i goes from `edges[i]` to `edges[i + 1]`. */
export interface Bins {
  edges: number[]
  counts: number[]
}

export const columnMarks = ['constant', 'nearConstant', 'id', 'mixed', 'personal'] as const
export type ColumnMark = (typeof columnMarks)[number]

export interface ColumnProfile {
  name: string
  /**
   * Numbers, or milliseconds since 1970 of dates: at shares 0, .01, .05, .25, .5, .75, .95, .99, 1. Null for words. Where rows were
   * drawn, the first and the last are still those of all rows.
   */
  quantiles: number[] | null
  /** Counts the drawn rows where rows were drawn. */
  histogram: Bins | null
  /** In characters; null for numbers. */
  textLength: { min: number; mean: number; max: number } | null
  zeros: number | null
  /** Of the present values, how many are written as numbers and how many are not; null when all are alike. */
  mixed: { numbers: number; words: number } | null
  /** Pearson's with the target, of the rows where both are numbers; null when one is not, or does not vary. */
  correlation: number | null
  /** With the target, in nats, of values in at most 20 bins; null without a target. */
  mutualInformation: number | null
  marks: ColumnMark[]
}

/** How many rows each user (or item) has. */
export interface CountProfile {
  column: string
  /** Different ones. */
  count: number
  min: number
  median: number
  mean: number
  max: number
  histogram: Bins
  /** With fewer than 5 rows. */
  under5: number
}

export interface InteractionProfile {
  rows: number
  users: CountProfile
  items: CountProfile
  /** Different pairs over users x items. */
  density: number
  /** Rows of a pair that came before. */
  repeats: number
  /** Share of all rows that the most frequent items have: `share[i]` of the rows for the first `(i + 1) / n` of the items. */
  longTail: number[]
  /** Gini index of the items' counts, 0 to 1. */
  gini: number
  /** Null without a time column. Numbers as in the column, or milliseconds since 1970. */
  time: { column: string; dates: boolean; first: number; last: number } | null
  /** Rows of a user at the time of another row of his; null without a time column. */
  tiedTimes: number | null
}

export interface Profile {
  rows: number
  /** Rows equal in all columns to one above them. */
  duplicates: number
  /** So many drawn rows tell quantiles, histograms, correlations and mutual information; left out when all rows do. */
  sampled?: number
  columns: ColumnProfile[]
  /** Pearson's between the columns of numbers, at most 40 of them; null where one does not vary. */
  correlations: { columns: string[]; values: (number | null)[][] }
  interactions: InteractionProfile | null
}
