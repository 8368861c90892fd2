// Numbers as people read them: significant digits, counts, bytes, durations. The same in every language.

const noValue = '–'

/** A number with `digits` significant digits; whole numbers under a million in full. `–` for null and undefined. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return noValue
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e6) return formatCount(value)
  const text = size >= 1e6 || size < 1e-4 ? exponential(value, digits) : plain(value, digits)
  return text.replace('-', '−')
}

/** Every digit the number has, for hovering. */
export function formatExact(value: number | null | undefined): string {
  return value === null || value === undefined ? noValue : String(value)
}

/** A whole number with separators: 33,281. */
export function formatCount(value: number): string {
  const text = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return Math.round(value) < 0 ? `−${text}` : text
}

/** A whole number where there is little room: in full under a hundred thousand, then 123k, 1.23M, 4.5G. */
export function formatShortCount(value: number): string {
  const size = Math.abs(Math.round(value))
  if (size < 99_950) return formatCount(value)
  const [unit, name] = size < 999_500 ? [1e3, 'k'] : size < 999_500_000 ? [1e6, 'M'] : [1e9, 'G']
  return `${value < 0 ? '−' : ''}${Number((size / unit).toPrecision(3))}${name}`
}

/** A share between 0 and 1 as a whole percentage: 43 %. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** A size in bytes: 12.3 MB (powers of 1000). */
export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = sizeBytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 ? size : Number(size.toPrecision(3))} ${units[unit]}`
}

/** A duration in milliseconds: 340 ms, 12.3 s, 4 min 05 s, 2 h 07 min. */
export function formatDuration(elapsedMs: number | null | undefined): string {
  if (elapsedMs === null || elapsedMs === undefined || !Number.isFinite(elapsedMs)) return noValue
  if (elapsedMs < 999.5) return `${Math.round(elapsedMs)} ms`
  const seconds = Math.round(elapsedMs / 1000)
  if (elapsedMs < 59_950) return `${(elapsedMs / 1000).toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`
  const rounded = Math.round(seconds / 60)
  return `${Math.floor(rounded / 60)} h ${two(rounded % 60)} min`
}

/** A moment as `2026-11-23 14:05` in the machine's own time zone. */
export function formatMoment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return noValue
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

function plain(value: number, digits: number): string {
  const precise = value.toPrecision(digits)
  return precise.includes('e') ? formatCount(Number(precise)) : precise
}

function exponential(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
  return `${mantissa}e${exponent.replace('+', '')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
