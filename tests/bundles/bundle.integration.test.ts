// Bundles between two workspaces: what leaves arrives, with curves and model, once; and what is written is the same each time.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openBundle, readBundle, writeBundle } from '../../main/engine/exports/bundle'
import { readModel } from '../../main/engine/workspace'
import {
  codeOfAsync,
  finishedRun,
  opened,
  sampleDataset,
  sampleRun,
  table,
  temporaryFolder,
  tickingClock,
} from '../workspace/sample'
import { bundleIn, facts, firstRun, sampleModel, sampleWorkspace } from './sample'

describe('a bundle opened in another workspace', () => {
  test('brings the run with its curves and model, under a new number', async () => {
    const home = sampleWorkspace()
    const file = await bundleIn(temporaryFolder(), home)
    const away = opened(temporaryFolder())
    away.runs.create([sampleRun({ id: 'own' })])
    const result = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect([result.runs, result.already]).toEqual([['run-1'], []])
    const run = away.runs.get('run-1')
    expect(run).toEqual({ ...firstRun(home), number: 2, importedFrom: 'work.netloom' })
    expect(away.series.read('run-1')).toEqual(home.series.read('run-1'))
    expect(away.series.summaries(['run-1'])).toEqual(home.series.summaries(['run-1']))
    expect(readModel(away.paths.modelFolder('run-1'))).toEqual(sampleModel())
    expect(away.architectures.get('architecture-1').settings).toEqual({ hidden: [16], activation: 'relu' })
    expect(readdirSync(away.paths.temporary)).toEqual([])
  })

  test('says that the data is not in it, lists no data set without rows, and holds none of its values', async () => {
    const home = sampleWorkspace()
    const file = await bundleIn(temporaryFolder(), home)
    const away = opened(temporaryFolder())
    const { problems } = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['bundle/no-data', 'note']])
    expect(away.datasets.list()).toEqual([])
    const kept = away.datasets.findAny('dataset-1')
    expect(kept?.assignments).toEqual(sampleDataset().assignments)
    expect(kept?.columns.map(({ name, top }) => [name, top])).toEqual([
      ['__proto__', []],
      ['Revenue', []],
    ])
  })

  test('lists the data set where its table is', async () => {
    const file = await bundleIn(temporaryFolder(), sampleWorkspace())
    const away = opened(temporaryFolder())
    writeFileSync(away.paths.tableFile(table), 'the same table')
    const { problems } = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect(problems).toEqual([])
    expect(away.datasets.list().map(({ id }) => id)).toEqual(['dataset-1'])
  })

  test('twice adds nothing twice; a run that was removed comes back', async () => {
    const file = await bundleIn(temporaryFolder(), sampleWorkspace())
    const away = opened(temporaryFolder())
    await openBundle({ file, workspace: away, clock: tickingClock() })
    away.runs.remove('run-1')
    const again = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect([again.runs, again.already]).toEqual([[], ['run-1']])
    expect(away.runs.list().length).toBe(1)
    expect(away.architectures.list().length).toBe(1)
  })

  test('adds nothing to the workspace it came from', async () => {
    const home = sampleWorkspace()
    const file = await bundleIn(temporaryFolder(), home)
    const result = await openBundle({ file, workspace: home, clock: tickingClock() })
    expect([result.runs, result.already]).toEqual([[], ['run-1']])
    expect(firstRun(home).importedFrom).toBeNull()
  })

  test('a run of the same id with other content is another run, and so are a data set and an architecture', async () => {
    const file = await bundleIn(temporaryFolder(), sampleWorkspace())
    const away = opened(temporaryFolder())
    away.runs.adopt(finishedRun({ name: 'mine' }), 'mine')
    away.datasets.save(sampleDataset({ table: 'd'.repeat(64), name: 'my data' }))
    away.architectures.save({ ...sampleWorkspace().architectures.get('architecture-1'), settings: { hidden: [2] } })
    const { runs } = await openBundle({ file, workspace: away, clock: tickingClock() })
    const [id] = runs as [string]
    expect(id).not.toBe('run-1')
    const run = away.runs.get(id)
    expect(run.model).toBe(id)
    expect(readModel(away.paths.modelFolder(id))).toEqual(sampleModel())
    expect(away.runs.get('run-1').name).toBe('mine')
    expect(away.datasets.get('dataset-1').name).toBe('my data')
    expect(away.datasets.findAny(run.dataset.id)?.table).toBe(table)
    expect(away.architectures.get('architecture-1').settings).toEqual({ hidden: [2] })
    expect(away.architectures.get(run.architecture.id).settings).toEqual({ hidden: [16], activation: 'relu' })
    const again = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect([again.runs, again.already]).toEqual([[], [id]])
  })

  test('holds a diverged run whole: scores and curves that are no numbers, gaps, the reason without its details', async () => {
    const home = sampleWorkspace()
    const outcome = finishedRun().outcome
    if (outcome === null) throw new Error('a finished run has an outcome')
    outcome.scores.test = { loss: NaN, accuracy: -Infinity }
    const text = { en: 'x', zh: '二' }
    const reason = { code: 'run/diverged', message: text, hint: text, details: { stack: '/home/me' }, bug: false }
    home.runs.adopt(finishedRun({ id: 'run-2', outcome, reason, name: '__proto__' }), 'two')
    home.series.append('run-2', [
      { name: '__proto__', axis: 'step', first: 1, values: Float64Array.of(1, NaN) },
      { name: '__proto__', axis: 'step', first: 7, values: Float64Array.of(Infinity) },
    ])
    const file = await bundleIn(temporaryFolder(), home, ['run-1', 'run-2'])
    const away = opened(temporaryFolder())
    const { runs } = await openBundle({ file, workspace: away, clock: tickingClock() })
    expect(runs).toEqual(['run-1', 'run-2'])
    const run = away.runs.get('run-2')
    expect(run.outcome?.scores.test).toEqual({ loss: NaN, accuracy: -Infinity })
    expect(run.reason).toEqual({ ...reason, details: {} })
    expect(away.series.read('run-2')[0]).toMatchObject({ name: '__proto__', at: [1, 2, 7], values: [1, NaN, Infinity] })
    expect((await openBundle({ file, workspace: home, clock: tickingClock() })).runs).toEqual([])
  })

  test('that fails on the way leaves nothing: neither run nor model', async () => {
    const file = await bundleIn(temporaryFolder(), sampleWorkspace())
    const away = opened(temporaryFolder())
    rmSync(away.paths.models, { recursive: true })
    writeFileSync(away.paths.models, 'in the way')
    expect(await codeOfAsync(() => openBundle({ file, workspace: away, clock: tickingClock() }))).toBe(
      'workspace/is-a-file',
    )
    expect([away.runs.list(), away.architectures.list()]).toEqual([[], []])
    expect(away.datasets.findAny('dataset-1')).toBeNull()
    expect(readdirSync(away.paths.temporary)).toEqual([])
  })
})

describe('writing', () => {
  test('gives the same bytes for the same runs, and a manifest of what is inside', async () => {
    const home = sampleWorkspace()
    const files = [join(temporaryFolder(), 'a', '1.netloom'), join(temporaryFolder(), '2.netloom')]
    const write = (file: string) =>
      writeBundle({ workspace: home, runs: ['run-1'], file, facts, clock: () => new Date(0) })
    const reports = await Promise.all(files.map(write))
    const [first, second] = files.map((file) => readFileSync(file)) as [Buffer, Buffer]
    expect(first.equals(second)).toBe(true)
    expect(reports[0]?.sizeBytes).toBe(first.length)
    expect(reports[0]?.manifest.entries.map(({ path }) => path)).toEqual([
      'environment.json',
      'datasets/001.json',
      'architectures/001.json',
      'runs/001/run.json',
      'runs/001/series.json',
      'runs/001/series.f64',
      'runs/001/model.nla',
    ])
    expect((await readBundle(files[0] as string)).manifest).toEqual(reports[0]?.manifest)
  })

  test('needs runs that are over, their models, and the name of a file', async () => {
    const home = sampleWorkspace()
    const folder = temporaryFolder()
    const write = (runs: string[], file = join(folder, 'x.netloom')) =>
      codeOfAsync(() => writeBundle({ workspace: home, runs, file, facts, clock: tickingClock() }))
    home.runs.create([sampleRun({ id: 'queued' })])
    home.runs.adopt(finishedRun({ id: 'bare', model: 'bare' }), 'bare')
    expect(await write(['nobody'])).toBe('run/not-found')
    expect(await write(['queued'])).toBe('run/not-over')
    expect(await write(['bare'])).toBe('run/no-model')
    mkdirSync(join(folder, 'taken'))
    expect(await write(['run-1'], join(folder, 'taken'))).toBe('bundle/target-is-a-folder')
    writeFileSync(join(folder, 'file'), '')
    expect(await write(['run-1'], join(folder, 'file', 'below'))).toBe('workspace/is-a-file')
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken'])
  })

  test('and opening can be cancelled, and leave nothing', async () => {
    const home = sampleWorkspace()
    const folder = mkdtempSync(join(temporaryFolder(), 'x'))
    const signal = AbortSignal.abort()
    const file = join(folder, 'x.netloom')
    const input = { workspace: home, runs: ['run-1'], file, facts, clock: tickingClock(), signal }
    expect(await codeOfAsync(() => writeBundle(input))).toBe('task/cancelled')
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(folder)).toEqual([])
    const whole = await bundleIn(folder, home)
    const away = opened(temporaryFolder())
    expect(await codeOfAsync(() => openBundle({ file: whole, workspace: away, clock: tickingClock(), signal }))).toBe(
      'task/cancelled',
    )
    expect(away.runs.list()).toEqual([])
  })
})
