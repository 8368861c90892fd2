// A small deterministic random generator: everything random in Netloom comes from a seed through it.

/** A stream of random numbers that a seed fixes for ever, on every machine. */
export interface Random {
  /** 32 random bits, from 0 to 2^32 - 1. */
  bits(): number
  /** A number from 0 (included) to 1 (excluded), with 53 random bits. */
  next(): number
  /** A whole number from 0 to `limit - 1`, each equally likely. `limit` is at least 1 and at most 2^32. */
  below(limit: number): number
}

/**
 * xoshiro128** 1.1 by Blackman and Vigna (2018, public domain, prng.di.unimi.it), its four words of state filled by
 * splitmix32 (the finaliser of MurmurHash3 over a Weyl sequence), so that neighbouring seeds have nothing in common.
 */
export function createRandom(seed: number): Random {
  const fill = splitmix32(seed)
  return randomFrom([fill(), fill(), fill(), fill()])
}

/** xoshiro128** from a state of four 32-bit words, not all zero. */
export function randomFrom(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state
  const bits = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
  const next = () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53
  return { bits, next, below: (limit) => below(bits, limit) }
}

/** Shuffles in place (Fisher and Yates, in Durstenfeld's form): every order is equally likely. Returns the same array. */
export function shuffle<T extends { length: number; [index: number]: number }>(items: T, random: Random): T {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const held = items[last] as number
    items[last] = items[other] as number
    items[other] = held
  }
  return items
}

/** The numbers from 0 to `count - 1` in random order. */
export function permutation(count: number, random: Random): Int32Array {
  return shuffle(
    Int32Array.from({ length: count }, (_, index) => index),
    random,
  )
}

/** Draws until the number falls below the largest multiple of `limit`: otherwise small remainders were likelier. */
function below(bits: () => number, limit: number): number {
  let drawn = bits()
  // The multiple is above 2^32 - limit, so that its division is hardly ever needed: shuffling 10,000 rows is a step's work.
  while (drawn > 2 ** 32 - limit && drawn >= 2 ** 32 - (2 ** 32 % limit)) drawn = bits()
  return drawn % limit
}

function splitmix32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
