// Sound zips with bad records, series or models inside, vouched for by their manifest: each is refused, and changes nothing.
import { beforeEach, describe, expect, test } from 'vitest'
import { openBundle } from '../../main/engine/exports/bundle'
import { codeOfAsync, tickingClock } from '../workspace/sample'
import { Forge, replace } from './forge'
import type { Json } from './forge'

let forge: Forge
beforeEach(async () => {
  forge = await Forge.make()
})

describe('records', () => {
  const run = 'runs/001/run.json'

  test.each<[string, (json: Json) => unknown]>([
    ['no record at all', () => null],
    ['a list', () => []],
    ['a field too few', ({ seed: _seed, ...rest }) => rest],
    ['a field too many', (json) => ({ ...json, onLoad: 'process.exit()' })],
    ['an id that climbs', (json) => ({ ...json, id: '../../x' })],
    ['another id than the manifest says', (json) => ({ ...json, id: 'run-9' })],
    ['a status that is none', (json) => ({ ...json, status: 'winning' })],
    ['a run that is not over', (json) => ({ ...json, status: 'training' })],
    ['a prepared file that climbs', (json) => ({ ...json, prepared: '../../../etc/passwd' })],
    ['a model folder that climbs', (json) => ({ ...json, model: '..' })],
    ['a number that is a text', (json) => ({ ...json, seed: '1' })],
    ['a setting that is an object', (json) => ({ ...json, training: { epochs: { valueOf: 1 } } })],
    ['a time that is none', (json) => ({ ...json, queuedAt: 'yesterday' })],
  ])('a run with %s', async (_name, change) => {
    forge.putJson(run, change)
    expect(await forge.refusal()).toBe('bundle/bad-record')
  })

  test('JSON that is none, or nested too deep', async () => {
    for (const text of ['{', '[1,', '', '['.repeat(200_000) + ']'.repeat(200_000)]) {
      forge.put(run, text)
      expect(await forge.refusal()).toBe('bundle/bad-record')
    }
  })

  test('data sets, architectures, environment and manifest that are not what they should be', async () => {
    for (const path of ['datasets/001.json', 'architectures/001.json', 'environment.json']) {
      forge = await Forge.make()
      forge.putJson(path, (json) => ({ ...json, constructor: { prototype: { polluted: true } } }))
      expect(await forge.refusal()).toBe('bundle/bad-record')
    }
    forge = await Forge.make()
    const manifest = forge.manifest
    forge.setManifest({ ...manifest, runs: [] })
    expect(await forge.refusal()).toBe('bundle/bad-record')
    forge.setManifest({ ...manifest, entries: [{ ...manifest.entries[0], path: 3 }] })
    expect(await forge.refusal()).toBe('bundle/bad-record')
  })

  test('a prototype key pollutes nothing', async () => {
    const text =
      forge.files.get(run)?.toString().replace('"training":{', '"training":{"__proto__":{"polluted":true},') ?? ''
    forge.put(run, text)
    await codeOfAsync(async () =>
      openBundle({ file: await forge.zipped(), workspace: forge.away, clock: tickingClock() }),
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    for (const { training } of forge.away.runs.list()) expect('polluted' in training).toBe(false)
  })

  test.each<[string, unknown]>([
    ['that overlap', [{ count: 600 }, { first: 500, count: 403 }]],
    ['longer than their values', [{ count: 2000 }]],
    ['shorter than their values', [{ count: 5 }]],
    ['that start at 0', [{ first: 0, count: 1003 }]],
    ['of a huge length', [{ count: 2 ** 31 }]],
    ['on two axes', [{ count: 600 }, { first: 601, count: 403, axis: 'epoch' }]],
    ['that are no list', null],
  ])('series %s', async (_name, index) => {
    const base = { name: 'loss/step', axis: 'step', first: 1 }
    const full = Array.isArray(index) ? index.map((change: Json) => ({ ...base, ...change })) : index
    forge.put('runs/001/series.json', JSON.stringify(full))
    expect(await forge.refusal()).toBe('bundle/bad-record')
  })

  test('a model that is none, or not of its shapes', async () => {
    const path = 'runs/001/model.nla'
    const whole = forge.files.get(path) ?? Buffer.alloc(0)
    forge.put(path, 'not a model')
    expect(await forge.refusal()).toBe('bundle/bad-record')
    for (const [from, to] of [
      ['"shape":[1,1]', '"shape":[9,9]'],
      ['"name":"weight1"', '"name":"weight7"'],
      ['"schemaVersion":1', '"schemaVersion":5'],
      ['"mean":0.5', '"mean":nil'],
    ] as const) {
      const changed = Buffer.from(whole)
      replace(changed, from, to)
      expect(changed.equals(whole)).toBe(false)
      forge.put(path, changed)
      expect([from, await forge.refusal()]).toEqual([from, 'bundle/bad-record'])
    }
  })
})
