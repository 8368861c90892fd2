// Histograms for the tests of workspace and bundles: any numbers, the same for the same epoch and name.
import type { Histogram, HistogramKind } from '../../shared/records'

export function histogram(epoch: number, kind: HistogramKind, name: string): Histogram {
  const counts = Array.from({ length: 30 }, (_, bin) => (bin * epoch + name.length) % 7)
  const count = counts.reduce((sum, one) => sum + one, 0)
  const dead = kind === 'activation' ? 0.25 : null
  return { epoch, kind, name, count, min: -epoch, max: 1 / 3, mean: 0.1, deviation: 2, zeros: 1 / count, dead, counts }
}

/** Two weights and a layer after each of these epochs. */
export const histogramsOf = (...epochs: number[]): Histogram[] =>
  epochs.flatMap((epoch) => [
    histogram(epoch, 'weight', 'output/kernel'),
    histogram(epoch, 'weight', '__proto__/bias'),
    histogram(epoch, 'activation', 'output'),
  ])
