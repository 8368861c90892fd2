// Which weights a run keeps, and when it has waited long enough for better ones.

export interface Kept {
  /** From 1; 0 for the weights that were drawn before training. */
  epoch: number
  weights: Float32Array[]
}

interface KeeperOptions {
  keep: 'best' | 'last'
  /** Epochs in a row that were no better after which training ends; 0 for never. */
  patience: number
}

/** All that a keeper remembers. */
export interface KeeperState {
  kept: Kept
  best: number
  bestEpoch: number
}

/** Remembers the weights to keep among the finished epochs, all of which were finite. */
export class Keeper {
  private kept: Kept
  private best = Infinity
  private bestEpoch = 0

  constructor(
    private readonly options: KeeperOptions,
    first: Float32Array[],
  ) {
    this.kept = { epoch: 0, weights: first }
  }

  /** Takes note of a finished epoch, the lower the value the better; true when training should end now. */
  finished(epoch: number, value: number, weights: () => Float32Array[]): boolean {
    const better = value < this.best
    if (better) {
      this.best = value
      this.bestEpoch = epoch
    }
    if (better || this.options.keep === 'last') this.kept = { epoch, weights: weights() }
    const { patience } = this.options
    return patience > 0 && epoch - this.bestEpoch >= patience
  }

  /** Training was stopped within `epoch`: its weights are kept when the last are wanted or no epoch was finished. */
  stopped(epoch: number, weights: () => Float32Array[]): void {
    if (this.options.keep === 'best' && this.kept.epoch > 0) return
    const present = weights()
    if (present.every((values) => values.every(Number.isFinite))) this.kept = { epoch, weights: present }
  }

  get result(): Kept {
    return this.kept
  }

  state(): KeeperState {
    const { kept, best, bestEpoch } = this
    return { kept, best, bestEpoch }
  }

  restore({ kept, best, bestEpoch }: KeeperState): void {
    this.kept = kept
    this.best = best
    this.bestEpoch = bestEpoch
  }
}
