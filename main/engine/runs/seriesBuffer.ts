// Blocks of series on their way into the workspace: gathered for a moment, joined where they meet, stored in one transaction.
import type { SeriesBlock } from '../workspace'

/** Blocks of one series, each beginning where the one before ends. */
interface Chain {
  blocks: SeriesBlock[]
  end: number
}

export class SeriesBuffer {
  private chains: Chain[] = []

  constructor(private readonly store: (blocks: SeriesBlock[]) => void) {}

  add(block: SeriesBlock): void {
    const end = block.first + block.values.length
    const before = this.chains.findLast(({ blocks }) => blocks[0]?.name === block.name)
    if (before?.end === block.first) {
      before.blocks.push(block)
      before.end = end
    } else this.chains.push({ blocks: [block], end })
  }

  flush(): void {
    if (this.chains.length === 0) return
    const blocks = this.chains.map(joined)
    this.chains = []
    this.store(blocks)
  }
}

function joined({ blocks, end }: Chain): SeriesBlock {
  const [first] = blocks as [SeriesBlock, ...SeriesBlock[]]
  const values = new Float64Array(end - first.first)
  for (const block of blocks) values.set(block.values, block.first - first.first)
  return { ...first, values }
}
