// Records, preferences, logs and the list of recent workspaces: saved, changed, removed softly, with names out of hell.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forgetRecent, fromJson, readRecent, rememberRecent, toJson } from '../../main/engine/workspace'
import { codeOf, opened, sampleArchitecture, sampleDataset, sampleRun, temporaryFolder, tickingClock } from './sample'

describe('records', () => {
  test('are saved, replaced and listed in the order they came', () => {
    const { architectures } = opened(temporaryFolder())
    architectures.save(sampleArchitecture({ id: 'b', name: 'first' }))
    architectures.save(sampleArchitecture({ id: 'a', name: 'second' }))
    architectures.save(sampleArchitecture({ id: 'b', name: 'renamed' }))
    expect(architectures.list().map((one) => one.name)).toEqual(['renamed', 'second'])
    expect(architectures.update('a', { name: 'changed' })).toMatchObject({ id: 'a', name: 'changed', template: 'mlp' })
    expect(architectures.get('a').name).toBe('changed')
  })

  test('a removal hides a record until it is undone', () => {
    const { datasets } = opened(temporaryFolder())
    datasets.save(sampleDataset())
    datasets.remove('dataset-1')
    expect(datasets.list()).toEqual([])
    expect(datasets.find('dataset-1')).toBeNull()
    expect(datasets.findAny('dataset-1')).toEqual(sampleDataset())
    expect(codeOf(() => datasets.remove('dataset-1'))).toBe('dataset/not-found')
    expect(datasets.restore('dataset-1')).toEqual(sampleDataset())
    expect(datasets.list().length).toBe(1)
  })

  test('an unknown id has a code of its noun', () => {
    const workspace = opened(temporaryFolder())
    expect(codeOf(() => workspace.datasets.get('x'))).toBe('dataset/not-found')
    expect(codeOf(() => workspace.architectures.update('x', {}))).toBe('architecture/not-found')
    expect(codeOf(() => workspace.runs.get('x'))).toBe('run/not-found')
    expect(codeOf(() => workspace.exports.restore('x'))).toBe('export/not-found')
  })

  test('names such as __proto__ and constructor are names like any other', () => {
    const { architectures, preferences } = opened(temporaryFolder())
    const settings = JSON.parse('{"__proto__": "x", "constructor": 1}') as Record<string, string>
    architectures.save(sampleArchitecture({ id: 'constructor', name: '__proto__', settings }))
    const back = architectures.get('constructor')
    expect(Object.keys(back.settings)).toEqual(['__proto__', 'constructor'])
    expect(back.name).toBe('__proto__')
    expect(Object.hasOwn({}, 'x')).toBe(false)
    preferences.write('__proto__', 3)
    expect(preferences.read('__proto__')).toBe(3)
    expect(preferences.read('constructor')).toBeUndefined()
  })

  test('a transaction that fails takes back all of it', () => {
    const workspace = opened(temporaryFolder())
    const both = () =>
      workspace.transaction(() => {
        workspace.datasets.save(sampleDataset())
        workspace.datasets.remove('another')
      })
    expect(codeOf(both)).toBe('dataset/not-found')
    expect(workspace.datasets.list()).toEqual([])
  })
})

test('numbers that JSON has no word for survive', () => {
  const record = { a: [NaN, Infinity, -Infinity, 1.5], b: { $number: 'five' } }
  expect(fromJson(toJson(record))).toEqual(record)
})

test('a log keeps its lines in order, with their time', () => {
  const { runs, log } = opened(temporaryFolder())
  runs.create([sampleRun()])
  log.append('run-1', ['one', 'two\0\n二'])
  log.append('run-1', ['three'])
  expect(log.read('run-1').map((entry) => entry.line)).toEqual(['one', 'two\uFFFD\n二', 'three'])
  expect(log.last('run-1', 2).map((entry) => entry.line)).toEqual(['two\uFFFD\n二', 'three'])
  expect(log.read('run-1')[0]?.at).toMatch(/^2026-01-01T00:00:/)
})

describe('recent workspaces', () => {
  const workspace = (folder: string) => ({ folder, name: 'w', schemaVersion: 1 })

  test('stand newest first, once each, and say whether they exist', () => {
    const config = join(temporaryFolder(), 'config')
    const folder = temporaryFolder()
    opened(folder)
    const clock = tickingClock()
    rememberRecent(config, workspace(folder), clock)
    rememberRecent(config, workspace('/nowhere'), clock)
    rememberRecent(config, workspace(folder), clock)
    expect(readRecent(config).map((entry) => [entry.folder, entry.exists])).toEqual([
      [folder, true],
      ['/nowhere', false],
    ])
    expect(forgetRecent(config, folder).map((entry) => entry.folder)).toEqual(['/nowhere'])
  })

  test('at most twenty are kept', () => {
    const config = temporaryFolder()
    const clock = tickingClock()
    for (let index = 0; index < 25; index++) rememberRecent(config, workspace(`/w${index}`), clock)
    expect(readRecent(config).length).toBe(20)
    expect(readRecent(config)[0]?.folder).toBe('/w24')
  })

  test('a damaged list starts afresh', () => {
    const config = temporaryFolder()
    for (const text of ['{ "half', '{"a": 1}', '[{"folder": 3}]', '']) {
      writeFileSync(join(config, 'recent.json'), text)
      expect(readRecent(config)).toEqual([])
    }
    expect(rememberRecent(config, workspace('/w'), tickingClock()).length).toBe(1)
    expect(readdirSync(config)).toEqual(['recent.json'])
  })

  test('a list that cannot be written is told, not swallowed', () => {
    const config = temporaryFolder()
    mkdirSync(join(config, 'recent.json.d'))
    writeFileSync(join(config, 'file'), 'x')
    expect(codeOf(() => rememberRecent(join(config, 'file'), workspace('/w'), tickingClock()))).toBe(
      'workspace/is-a-file',
    )
  })
})
