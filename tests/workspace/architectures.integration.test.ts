// Versions of an architecture: each save that changes something is one, the first of an old workspace among them.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ArchitectureStore } from '../../main/engine/workspace/architectures'
import { Database } from '../../main/engine/workspace/database'
import { migrate } from '../../main/engine/workspace/migrations'
import { records } from '../../main/engine/workspace/migrations/1-records'
import { checkpoints } from '../../main/engine/workspace/migrations/2-checkpoints'
import { diagnostics } from '../../main/engine/workspace/migrations/3-diagnostics'
import type { Architecture } from '../../shared/records'
import { temporaryFolder } from './folders'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
const first: Architecture = {
  ...{ id: 'one', name: 'Small', template: 'mlp', settings: { hidden: [4] }, createdAt: at(0), updatedAt: at(0) },
}

function opened(): { database: Database; store: ArchitectureStore } {
  const database = new Database(join(temporaryFolder(), 'new.db'))
  migrate(database)
  return { database, store: new ArchitectureStore(database, 'architectures', () => new Date(0)) }
}

test('each save that changes something is a version, and one can come back', () => {
  const { database, store } = opened()
  expect(store.save(first).version).toBe(1)
  const graph = { layers: [], outputs: [] }
  const drawn = store.save({ ...first, graph, updatedAt: at(1) })
  expect(drawn.version).toBe(2)
  expect(store.save({ ...drawn, updatedAt: at(2) })).toEqual(drawn)
  const drawing = { places: [{ layer: 'a', x: 1, y: 2 }], blocks: [], comments: [] }
  expect(store.save({ ...drawn, drawing, updatedAt: at(3) }).version).toBe(3)
  const { version: _, savedAt: __, ...wanted } = store.version('one', 1)
  expect(store.save({ ...first, ...wanted, updatedAt: at(4) })).toMatchObject({ version: 4, settings: { hidden: [4] } })
  expect(store.get('one')).not.toHaveProperty('graph')
  expect(store.versions('one')).toEqual([
    { version: 4, name: 'Small', template: 'mlp', settings: { hidden: [4] }, savedAt: at(4) },
    { version: 3, name: 'Small', template: 'mlp', settings: { hidden: [4] }, graph, drawing, savedAt: at(3) },
    { version: 2, name: 'Small', template: 'mlp', settings: { hidden: [4] }, graph, savedAt: at(1) },
    { version: 1, name: 'Small', template: 'mlp', settings: { hidden: [4] }, savedAt: at(0) },
  ])
  expect(() => store.version('one', 9)).toThrow(expect.objectContaining({ code: 'architecture/no-version' }))
  expect(() => store.versions('two')).toThrow(expect.objectContaining({ code: 'architecture/not-found' }))
  database.dispose()
})

test('a number that another workspace gave is not taken over', () => {
  const { database, store } = opened()
  expect(store.save({ ...first, version: 41 }).version).toBe(1)
  database.dispose()
})

test('what a database of version 3 has is the first version', () => {
  const database = new Database(join(temporaryFolder(), 'old.db'))
  database.exec([records, checkpoints, diagnostics].join('\n'))
  database.exec(`PRAGMA application_id = ${0x4e4c4f4d}; PRAGMA user_version = 3`)
  const insert = "INSERT INTO architectures (id, json, created) VALUES ('one', ?, '2026-01-01')"
  database.run(insert, JSON.stringify(first))
  migrate(database)
  const store = new ArchitectureStore(database, 'architectures', () => new Date(0))
  expect(store.get('one')).toEqual({ ...first, version: 1 })
  expect(store.versions('one')).toEqual([
    { version: 1, name: 'Small', template: 'mlp', settings: { hidden: [4] }, savedAt: at(0) },
  ])
  expect(store.save({ ...store.get('one'), name: 'Smaller', updatedAt: at(5) }).version).toBe(2)
  database.dispose()
})
