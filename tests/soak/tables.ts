// Small tables and experiments of a soak: written by chance, learnable, with the quirks that real files have.
import { writeFileSync } from 'node:fs'
import type { Random } from '../../shared/numbers/random'

const labels = {
  binary: (value: number) => (value > 0 ? 'yes' : 'no'),
  multiclass: (value: number) => (value < -0.5 ? 'low' : value > 0.5 ? 'high' : 'middle'),
  regression: (value: number) => value.toFixed(4),
}

/** 60 to 360 rows of two numbers, some missing, a word with a comma in it, and a column `label` that follows from them. */
export function writeTable(file: string, random: Random): void {
  const label = Object.values(labels)[random.below(3)] ?? labels.binary
  const rows = Array.from({ length: 60 + random.below(300) }, () => {
    const [x, y] = [random.next() * 2 - 1, random.next() * 2 - 1]
    const colour = ['red', '"blue, light"', 'green', ''][random.below(4)]
    return [random.below(20) === 0 ? '' : x.toFixed(4), y.toFixed(4), colour, label(x + y)].join(',')
  })
  writeFileSync(file, `x,y,colour,label\n${rows.join('\n')}\n`)
}

/** Six in ten trainings are short enough to finish; the others are there to be stopped and killed. */
export function trainingOf(random: Random): Record<string, number | string> {
  const epochs = random.below(10) < 6 ? 2 + random.below(8) : 20_000
  const optimizer = ['adam', 'sgd', 'momentum', 'rmsprop'][random.below(4)] ?? 'adam'
  return { epochs, batchSize: [16, 32, 100][random.below(3)] ?? 32, optimizer, learningRate: 0.01 }
}

export function networkOf(random: Random): Record<string, number | number[] | boolean> {
  const hidden = [[], [4], [12, 6]][random.below(3)] ?? [4]
  return { hidden, dropout: [0, 0.3][random.below(2)] ?? 0, batchNormalisation: random.below(2) === 0 }
}

export function writeExperiment(file: string, table: string, random: Random): void {
  const experiment = {
    netloom: 'experiment',
    schemaVersion: 1,
    name: 'Soak',
    data: { file: table },
    target: 'label',
    architectures: [{ name: 'Headless', template: 'mlp', settings: networkOf(random) }],
    training: trainingOf(random),
    seeds: [1 + random.below(3), 7],
  }
  writeFileSync(file, JSON.stringify(experiment))
}
