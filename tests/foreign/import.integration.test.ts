// A foreign model through the host and its worker: it becomes an architecture, is checked, and is shown as code.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHost, root, type TestHost } from '../helpers/testHost'

const models = join(root, 'tests/fixtures/foreign')
let place: TestHost
beforeAll(async () => {
  place = await openTestHost('inProcess')
})
afterAll(() => place.remove())

test('a .keras file becomes an architecture that can be built', async () => {
  const { architecture, said } = await place.host.ask('architectures.import', { path: join(models, 'mixed.keras') })
  expect(said).toEqual([])
  expect(architecture).toMatchObject({ name: 'mixed', template: 'drawn' })
  const { id: _id, name: _name, createdAt: _created, updatedAt: _updated, version: _version, ...draft } = architecture
  const checked = await place.host.ask('architectures.check', draft)
  expect(checked.parameters).toBe(708)
  const { text, fileName } = await place.host.ask('architectures.code', { ...draft, language: 'python' })
  expect(fileName).toBe('model.py')
  expect(text).toContain('layers.Bidirectional(layers.LSTM(4')
})

test('a model with a placeholder is kept, and has no code', async () => {
  const { architecture } = await place.host.ask('architectures.import', { path: join(models, 'lambda.json') })
  const { template, settings, graph } = architecture
  const draft = { template, settings, ...(graph === undefined ? {} : { graph }) }
  await expect(place.host.ask('architectures.code', { ...draft, language: 'typescript' })).rejects.toMatchObject({
    code: 'architecture/not-valid',
  })
  const listed = await place.host.ask('architectures.list', {})
  expect(listed.map(({ id }) => id)).toContain(architecture.id)
})

test('what is no model is refused, and nothing is kept', async () => {
  const before = await place.host.ask('architectures.list', {})
  const asked = place.host.ask('architectures.import', { path: join(models, 'make.py') })
  await expect(asked).rejects.toMatchObject({ code: 'architecture/not-readable' })
  expect(await place.host.ask('architectures.list', {})).toEqual(before)
})
