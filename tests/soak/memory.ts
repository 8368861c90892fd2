// The memory of the host's process over a soak: what it has after warming up against what it has at the end.

interface Sample {
  rssMb: number
  heapMb: number
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

/** Garbage first, where the test project lets us (`--expose-gc`). */
export function sample(): Sample {
  ;(globalThis as { gc?: () => void }).gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { rssMb: megabytes(rss), heapMb: megabytes(heapUsed) }
}

/** What a growing history may add by right: records in memory while they are listed, and the soak's own notes. */
const slackMb = 64
const factor = 1.4

export interface MemoryVerdict {
  warm: Sample
  end: Sample
  grown: boolean
}

/** Medians over the quarter after the first, and over the last quarter. */
export function judge(samples: readonly Sample[]): MemoryVerdict {
  const quarter = Math.max(1, Math.floor(samples.length / 4))
  const warm = middle(samples.slice(quarter, 2 * quarter))
  const end = middle(samples.slice(-quarter))
  const grown = (key: keyof Sample): boolean => end[key] > warm[key] * factor + slackMb
  return { warm, end, grown: grown('rssMb') || grown('heapMb') }
}

function middle(samples: readonly Sample[]): Sample {
  const of = (key: keyof Sample): number =>
    samples.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0
  return { rssMb: of('rssMb'), heapMb: of('heapMb') }
}
