// Blocks of series on their way into the workspace: gathered for a moment, joined where they meet, stored in one transaction.
import type { SeriesBlock } from '../workspace'

export class SeriesBuffer {
  private blocks: SeriesBlock[] = []

  constructor(private readonly store: (blocks: SeriesBlock[]) => void) {}

  add(block: SeriesBlock): void {
    const before = this.blocks.findLast(({ name }) => name === block.name)
    if (before !== undefined && before.first + before.values.length === block.first) {
      before.values = joined(before.values, block.values)
    } else this.blocks.push({ ...block })
  }

  flush(): void {
    if (this.blocks.length === 0) return
    const blocks = this.blocks
    this.blocks = []
    this.store(blocks)
  }
}

function joined(left: Float64Array, right: Float64Array): Float64Array {
  const both = new Float64Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}
