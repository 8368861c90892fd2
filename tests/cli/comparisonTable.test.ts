// The table of a comparison on a terminal: what it names, what it leaves out, and that it fits.
import { describe, expect, it } from 'vitest'
import type { ComparedRun, Comparison } from '../../shared/records'
import { comparisonLines, shortName } from '../../main/cli/comparisonTable'
import { cutTo, tableLines, widthOf } from '../../main/cli/output'

const label = { en: '', zh: '' }
const metrics = ['accuracy', 'auc', 'logLoss', 'brier'].map((name) => {
  return { name, label, summary: label, direction: 'higher' as const, goals: [], leading: name !== 'brier' }
})

function run(number: number, settings: ComparedRun['settings']): ComparedRun {
  const scores = metrics.flatMap(({ name: metric }) => [
    { metric, part: 'test' as const, final: 0.876543, best: null, bestAt: null, last: null },
    { metric, part: 'validation' as const, final: 0.5, best: 0.123456, bestAt: 3, last: 0.1 },
  ])
  const name = `A network with quite a name ${number}`
  return {
    run: `r${number}`,
    number,
    name,
    status: 'finished',
    seed: 1,
    parameters: 12_345,
    trainingMs: 65_432,
    settings,
    metrics: scores,
  }
}

const comparison = (differing: string[], runs: ComparedRun[]): Comparison => {
  const baseline = { name: 'mean', label: { en: 'Mean', zh: '平均值' }, summary: label, runs: [], elapsedMs: 2 }
  const own = { metric: 'auc', part: 'test' as const, final: 0.5, best: null, bestAt: null, last: null }
  return {
    runs,
    metrics,
    baselines: [{ ...baseline, metrics: [own] }],
    differing,
    secondChart: { metric: 'accuracy', note: label },
    problems: [],
  }
}

describe('the table of a comparison', () => {
  const few = comparison(
    ['architecture', 'architecture.hidden'],
    [run(1, { 'architecture.hidden': [16] }), run(2, { 'architecture.hidden': [64, 32] })],
  )

  it('shows what differs under a short name, once, and the scores on the test rows', () => {
    const [note, head, , first, second] = comparisonLines(few)
    expect(note).toContain('test rows')
    expect(head?.trim().split(/\s+/)).toEqual([
      'run',
      'name',
      'hidden',
      'parameters',
      'time',
      'accuracy',
      'auc',
      'logLoss',
    ])
    expect(first).toContain('0.8765')
    expect(second).toContain('64,32')
  })

  it('shows below the runs what they have to beat', () => {
    const baseline = comparisonLines(few).at(-1)
    expect(baseline).toContain('Mean (baseline)')
    expect(baseline).toContain('0.5')
  })

  it('shows the best on the validation part when asked for all', () => {
    expect(comparisonLines(few).join('\n')).not.toContain('0.1235')
    expect(comparisonLines(few).join('\n')).not.toContain('brier')
    expect(comparisonLines(few, true).join('\n')).toContain('brier')
    expect(comparisonLines(few, true).join('\n')).toContain('best val auc')
    expect(comparisonLines(few, true).join('\n')).toContain('0.1235')
  })

  it('six runs with many settings take at most a hundred columns, and no setting is lost', () => {
    const names = [
      'architecture.hidden',
      'architecture.dropout',
      'training.learningRate',
      'training.batchSize',
      'split.seed',
    ]
    const settings = (n: number) => Object.fromEntries(names.map((name) => [name, n * 1000]))
    const runs = [1, 2, 3, 4, 5, 6].map((n) => run(n, settings(n)))
    const lines = comparisonLines(comparison(['architecture', 'seed', ...names], runs))
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(100)
    for (const name of ['hidden', 'dropout', 'learningRate', 'batchSize', 'seed'])
      expect(lines.join('\n')).toContain(name)
    expect(lines.join('\n')).toContain('6000')
  })
})

it.each([
  ['training.epochs', ['training.epochs', 'seed'], 'epochs'],
  ['split.seed', ['split.seed', 'training.seed'], 'split.seed'],
  ['dataset', ['dataset'], 'dataset'],
])('the short name of %s among %j is %s', (name, all, short) => expect(shortName(name, all)).toBe(short))

it.each([
  ['short', 10, 'short'],
  ['a long name', 6, 'a lon…'],
  ['年龄与身高', 6, '年龄…'],
  ['😀😀😀', 5, '😀😀…'],
])('%s in %i cells is %s', (text, width, cut) => {
  expect(cutTo(text, width)).toBe(cut)
  expect(widthOf(cut)).toBeLessThanOrEqual(width)
})

it('a table cuts the names of columns that are hundreds of characters long', () => {
  expect(Math.max(...tableLines(['column', 'type'], [['x'.repeat(300), 'number']]).map(widthOf))).toBe(48)
})
