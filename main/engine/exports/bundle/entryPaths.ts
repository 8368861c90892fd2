// The names of files in a bundle: how they are made, and which names of a stranger's bundle are refused.
import { bundleError } from './failures'

export const manifestPath = 'manifest.json'
export const environmentPath = 'environment.json'

const three = (index: number) => String(index + 1).padStart(3, '0')
export const datasetPath = (index: number) => `datasets/${three(index)}.json`
export const architecturePath = (index: number) => `architectures/${three(index)}.json`
export const runPaths = (index: number) => ({
  run: `runs/${three(index)}/run.json`,
  series: `runs/${three(index)}/series.json`,
  values: `runs/${three(index)}/series.f64`,
  histograms: `runs/${three(index)}/histograms.json`,
  histogramValues: `runs/${three(index)}/histograms.f64`,
  model: `runs/${three(index)}/model.nla`,
})

const known =
  /^(environment\.json|(datasets|architectures)\/\d{3,6}\.json|runs\/\d{3,6}\/(run\.json|series\.json|series\.f64|histograms\.json|histograms\.f64|model\.nla))$/

/** True for a file that a bundle of this version may hold beside its manifest. */
export function isKnownPath(path: string): boolean {
  return known.test(path)
}

/** Throws `bundle/unsafe-path` for the first name that is absolute, climbs, or could be another's on some file system. */
export function checkPaths(paths: readonly string[]): void {
  const seen = new Set<string>()
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase()
    if (isUnsafe(path) || seen.has(folded)) throw bundleError('bundle/unsafe-path', path.replaceAll('\0', '\\0'))
    seen.add(folded)
  }
}

function isUnsafe(path: string): boolean {
  const hasControl = [...path].some((letter) => letter < ' ' || letter === '\u007f')
  const parts = path.split('/')
  // Windows drops dots and spaces at the end of a name.
  const climbs = parts.some((part) => part === '' || /[. ]$/.test(part))
  return hasControl || climbs || /[\\:]/.test(path) || path.length > 500
}
