// The command line from a CSV to a bundle in another workspace, in processes of its own; and how it ends when things go wrong.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experimentSchema } from '../../shared/records/experiment'
import type { ComparedBaseline, Run } from '../../shared/records'
import { openWorkspace } from '../../main/engine/workspace'
import { runCommand, startCommand } from '../helpers/commandLine'
import { openTestHost } from '../helpers/testHost'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const cli = (...args: string[]) => runCommand(args, at('config'))

/** Points on either side of a line, so that a small network learns them in a few epochs. */
function writeTable(file: string): void {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const x = Math.sin(i * 12.9898) * 2
    const y = Math.cos(i * 78.233) * 2
    return `${x.toFixed(4)},${y.toFixed(4)},${i % 3 === 0 ? 'red' : 'blue'},${x + y > 0 ? 'yes' : 'no'}`
  })
  writeFileSync(file, `x,y,colour,label\n${rows.join('\n')}\n`)
}

function writeExperiment(file: string, changes: object = {}): void {
  const experiment = {
    netloom: 'experiment',
    schemaVersion: 1,
    name: 'Line',
    data: { file: 'points.csv' },
    target: 'label',
    architectures: [
      { name: 'Small', template: 'mlp', settings: { hidden: [4] } },
      { name: 'Larger', template: 'mlp', settings: { hidden: [16] } },
    ],
    training: { epochs: 15, batchSize: 16, learningRate: 0.01 },
    seeds: [1],
    ...changes,
  }
  writeFileSync(file, JSON.stringify(experiment))
}

describe('the whole flow', () => {
  it('imports a table and says what it understood', async () => {
    writeTable(at('points.csv'))
    const { code, stdout } = await cli('import', at('points.csv'), '--workspace', at('one'), '--json')
    expect(code).toBe(0)
    const { dataset } = JSON.parse(stdout)
    expect(dataset.account).toMatchObject({ rows: 300, rejects: 0 })
    expect(dataset.assignments.map(({ column, role }: { column: string; role: string }) => [column, role])).toEqual([
      ['x', 'feature'],
      ['y', 'feature'],
      ['colour', 'feature'],
      ['label', 'target'],
    ])
  })

  it('runs an experiment to its end, with nothing but JSON on standard output', async () => {
    writeExperiment(at('line.json'))
    const { code, stdout } = await cli('experiment', at('line.json'), '--workspace', at('one'), '--json')
    expect(code).toBe(0)
    const { runs, comparison } = JSON.parse(stdout)
    expect(runs.map(({ status }: Run) => status)).toEqual(['finished', 'finished'])
    expect(runs[1].outcome.scores.test.accuracy).toBeGreaterThan(0.9)
    expect(comparison.differing).toContain('architecture.hidden')
    const named = comparison.baselines.map(({ name, metrics }: ComparedBaseline) => [name, metrics.length > 0])
    expect(named).toEqual([
      ['majority', true],
      ['logistic', true],
    ])
  })

  it('adds no second data set when it is run again, and says what is odd about the data', async () => {
    const count = async (): Promise<number> => {
      const { host, close } = await openTestHost('forked', at('counting'))
      const datasets = await host.ask('datasets.list', {})
      close()
      return datasets.length
    }
    const rows = [
      'split,x,y',
      ...Array.from({ length: 60 }, (_, i) => `${i < 40 ? 'train' : 'test'},${i % 7},${i % 5 === 0 ? 'a' : 'b'}`),
      'test,1,c',
    ]
    writeFileSync(at('given.csv'), rows.join('\n'))
    const changes = {
      data: { file: 'given.csv' },
      target: 'y',
      ignore: ['split'],
      split: { kind: 'given', settings: { column: 'split' } },
      training: { epochs: 1 },
    }
    writeExperiment(at('given.json'), changes)
    for (let time = 0; time < 2; time += 1) {
      const { code, stderr } = await cli('experiment', at('given.json'), '--workspace', at('counting/workspace'))
      expect(code).toBe(0)
      expect(stderr).toContain('No training row has the target value "c"')
    }
    expect(await count()).toBe(1)
  })

  it('lists, compares, exports, bundles, and opens the bundle elsewhere', async () => {
    const listed = await cli('runs', '--workspace', at('one'))
    expect(listed.stdout).toMatch(/Small.*finished/)
    const compared = await cli('compare', '1', '2', '--workspace', at('one'))
    expect(compared.stdout).toMatch(/test rows[^]*accuracy[^]*Most frequent class \(baseline\)/)
    const exported = await cli('export', '2', '--format', 'tfjs', '--out', at('model'), '--workspace', at('one'))
    expect(exported).toMatchObject({ code: 0 })
    expect(exported.stdout).toContain('✓ read back and compared')
    expect(existsSync(at('model/model.json'))).toBe(true)
    const bundled = await cli('bundle', '1', '2', '--out', at('line.netloom'), '--workspace', at('one'))
    expect(bundled).toMatchObject({ code: 0 })
    const opened = await cli('open', at('line.netloom'), '--workspace', at('two'), '--json')
    expect(JSON.parse(opened.stdout).runs).toHaveLength(2)
    const there = await cli('compare', '1', '2', '--workspace', at('two'), '--json')
    const here = await cli('compare', '1', '2', '--workspace', at('one'), '--json')
    const metricsOf = (text: string): unknown => JSON.parse(text).runs.map((run: { metrics: unknown }) => run.metrics)
    expect(metricsOf(there.stdout)).toEqual(metricsOf(here.stdout))
  })
})

describe('examples and the schema', () => {
  it.each(['shoppers', 'penguins', 'msweb', 'bike'])('prints a ready experiment for %s', async (name) => {
    const { code, stdout } = await cli('experiment', '--example', name)
    expect(code).toBe(0)
    expect(experimentSchema.safeParse(JSON.parse(stdout)).success).toBe(true)
  })

  it('imports a model, and shows architectures as programs', async () => {
    const model = fileURLToPath(new URL('../fixtures/foreign/mixed.keras', import.meta.url))
    const imported = await cli('import-model', model, '--workspace', at('one'))
    expect(imported.code).toBe(0)
    expect(imported.stdout).toMatch(/^mixed \(.*\)\n\d+ layers, 708 parameters\nweights: 708 numbers of 7 layers\n$/)
    const target = at('model.py')
    const python = await cli('code', 'mixed', '--language', 'keras', '--workspace', at('one'), '--out', target)
    expect(python.stdout).toBe(`Written to ${target}\n`)
    expect(readFileSync(target, 'utf8')).toContain('layers.Bidirectional(layers.LSTM(4')
    const drawn = ['code', 'Small', '--dataset', 'Line', '--language', 'typescript']
    const typescript = await cli(...drawn, '--workspace', at('one'), '--json')
    expect(JSON.parse(typescript.stdout)).toMatchObject({ language: 'typescript', fileName: 'model.ts' })
    const unknown = await cli('code', 'Nobody', '--language', 'python', '--workspace', at('one'))
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('There is no architecture "Nobody"')])
  })

  it('prints the JSON Schema that is published in docs', async () => {
    const { stdout } = await cli('experiment', '--schema')
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['netloom', 'data', 'architectures']),
    })
    expect(JSON.parse(readFileSync('docs/experiment.schema.json', 'utf8'))).toEqual(JSON.parse(stdout))
  })
})

describe('exit codes', () => {
  it.each([
    ['an unknown command', ['nothing']],
    ['no workspace', ['runs']],
    ['a file that is not there', ['import', 'no-such-file.csv']],
    ['an unknown example', ['experiment', '--example', '__proto__']],
    ['an unknown run', ['compare', '99']],
    ['an unknown format', ['export', '1', '--format', 'nothing', '--out', 'nowhere']],
    ['an experiment that is not there', ['experiment', 'no-such.json']],
  ])('1 for %s, said on standard error', async (what, args) => {
    const needs =
      !['nothing', '--example'].some((word) => args.includes(word) && what !== 'an unknown format') &&
      what !== 'no workspace'
    const { code, stdout, stderr } = await cli(...args, ...(needs ? ['--workspace', at('one')] : []))
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
    expect(stderr).not.toContain('    at ')
  })

  it.each([
    ['experiment/missing-argument', ['experiment', '--workspace', 'somewhere']],
    ['experiment/missing-argument', ['experiment', 'some.json']],
    ['experiment/unknown-example', ['experiment', '--example', 'constructor']],
  ])('1 and %s', async (code, args) => {
    expect(await cli(...args)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(code) })
  })

  it.each([
    ['no JSON', '{', 'experiment/unreadable'],
    ['a missing target', JSON.stringify({ netloom: 'experiment', schemaVersion: 1 }), 'experiment/bad-file'],
    ['a word too many', null, 'experiment/bad-file'],
  ])('1 for an experiment with %s', async (_what, text, code) => {
    if (text === null) writeExperiment(at('bad.json'), { sneaky: 1 })
    else writeFileSync(at('bad.json'), text)
    const ended = await cli('experiment', at('bad.json'), '--workspace', at('one'))
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(code)
  })

  it('1 for a column that is not there', async () => {
    writeExperiment(at('bad.json'), { target: 'lable' })
    const { code, stderr } = await cli('experiment', at('bad.json'), '--workspace', at('one'))
    expect(code).toBe(1)
    expect(stderr).toContain('experiment/unknown-column')
    expect(stderr).toContain('"lable"')
  })

  it('no data set is left of an experiment that is refused after its import', async () => {
    writeExperiment(at('bad.json'), { split: { kind: 'kfold' } })
    expect(await cli('experiment', at('bad.json'), '--workspace', at('refused'))).toMatchObject({ code: 1 })
    const workspace = openWorkspace(at('refused'), () => new Date())
    const left = workspace.datasets.list()
    workspace.dispose()
    expect(left).toEqual([])
  })
})

describe('a program that ends before its work', () => {
  const long = { training: { epochs: 50_000 }, architectures: [{ name: 'Long', template: 'mlp' }] }

  it('interrupted by Ctrl-C: 130, and its run is interrupted', async () => {
    writeExperiment(at('long.json'), long)
    const running = startCommand(['experiment', at('long.json'), '--workspace', at('three'), '--json'], at('config'))
    await running.said(/epoch ([2-9]|\d\d+)\//)
    running.kill('SIGINT')
    const ended = await running.ended
    expect(ended).toMatchObject({ code: 130, stdout: '' })
    expect(ended.stderr).toContain('app/interrupted')
    const [run] = JSON.parse((await cli('runs', '--workspace', at('three'), '--json')).stdout)
    expect(run).toMatchObject({ status: 'interrupted', reason: { code: 'run/program-closed' } })
  })

  it('interrupted, its run goes on with `resume` to its end, once', async () => {
    writeExperiment(at('long.json'), { ...long, training: { epochs: 2000, tier: 'graph' } })
    const running = startCommand(['experiment', at('long.json'), '--workspace', at('five')], at('config'))
    await running.said(/epoch \d+\//)
    running.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 130 })
    const { code, stdout } = await cli('resume', '1', '--workspace', at('five'), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ number: 1, status: 'finished', epochsDone: 2000 }])
    const again = await cli('resume', '1', '--workspace', at('five'))
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('run/not-resumable') })
  })

  it('killed: the next opening finds its run interrupted, with everything it had logged', async () => {
    const running = startCommand(['experiment', at('long.json'), '--workspace', at('four')], at('config'))
    await running.said(/epoch ([5-9]|\d\d+)\//)
    running.kill('SIGKILL')
    expect((await running.ended).signal).toBe('SIGKILL')
    const [run] = JSON.parse((await cli('runs', '--workspace', at('four'), '--json')).stdout)
    expect(run).toMatchObject({ status: 'interrupted', reason: { code: 'run/program-lost' } })
    const compared = JSON.parse((await cli('compare', '1', '--workspace', at('four'), '--json')).stdout)
    const loss = compared.runs[0].metrics.find(
      ({ part, metric }: { part: string; metric: string }) => part === 'train' && metric === 'accuracy',
    )
    // How far it got is chance; that its curve is there is not.
    expect(loss.bestAt).toBeGreaterThanOrEqual(1)
    expect(loss.last).toBeGreaterThan(0)
  })
})
