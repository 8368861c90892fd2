// Seeds: one number for each random thing of a run, out of the run's seed and what the thing is called.

/**
 * A seed in [0, 2^31) from any list of names and numbers: FNV-1a over their JSON, then MurmurHash3's finaliser,
 * so that neighbouring seeds and names give unrelated numbers.
 */
export function seedOf(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) & 0x7fffffff
}
