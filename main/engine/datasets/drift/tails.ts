// Tail probabilities of two distributions: Kolmogorov's and chi-square. As scipy.special.kolmogorov and scipy.stats.chi2.sf.

/** The probability of a value above `x`. Its two series meet where both need few terms. */
export function kolmogorovTail(x: number): number {
  if (x <= 0.04) return 1
  if (x < 1.18) {
    const step = Math.exp((-Math.PI * Math.PI) / (8 * x * x))
    return 1 - (Math.sqrt(2 * Math.PI) / x) * (step + step ** 9 + step ** 25 + step ** 49)
  }
  const step = Math.exp(-2 * x * x)
  return 2 * (step - step ** 4 + step ** 9 - step ** 16)
}

/** The probability of a value above `x` at so many degrees of freedom: the regularised upper incomplete gamma function. */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1
  const [a, half] = [degrees / 2, x / 2]
  return half < a + 1 ? 1 - lowerBySeries(a, half) : upperByFraction(a, half)
}

const most = 10_000
const precision = 1e-15

/** x^a e^-x / gamma(a) */
function factor(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a))
}

/** Sum of x^n / (a (a + 1) ... (a + n)). */
function lowerBySeries(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a]
  for (let n = 1; n < most && term > sum * precision; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * factor(a, x)
}

/** Legendre's continued fraction by the method of Lentz. */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let [c, d] = [1 / tiny, 1 / b]
  let value = d
  for (let n = 1; n < most; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / nonZero(an * d + b, tiny)
    c = nonZero(b + an / c, tiny)
    value *= d * c
    if (Math.abs(d * c - 1) < precision) break
  }
  return value * factor(a, x)
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** Stirling's series, above 10 exact to the last bits; smaller arguments are raised first. */
function logGamma(x: number): number {
  if (x < 10) return logGamma(x + 1) - Math.log(x)
  const square = 1 / (x * x)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
