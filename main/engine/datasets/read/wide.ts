// UTF-16 told from other text: by its byte-order mark, or by where its zero bytes stand.

/** 'utf-16le', 'utf-16be', or null for text of single bytes. */
export function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 65_536)
  if (!sample.includes(0)) return null
  const [little, big] = [plainUnits(sample, 0), plainUnits(sample, 1)]
  const least = Math.max(2, sample.length / 200)
  if (little >= least && little > big * 4) return 'utf-16le'
  return big >= least && big > little * 4 ? 'utf-16be' : null
}

/** Units that are a line end, a tab or printable ASCII when the low byte stands at `low` of each pair. */
function plainUnits(sample: Buffer, low: 0 | 1): number {
  let count = 0
  for (let index = 0; index + 1 < sample.length; index += 2) {
    const [byte, other] = [sample[index + low] as number, sample[index + 1 - low] as number]
    if (other === 0 && (byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))) count++
  }
  return count
}
