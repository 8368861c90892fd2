// @vitest-environment happy-dom
// The import of models in the page: which files are models, and what its store makes of the engine's answers.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError, cancelled } from '../../shared/contract/errors'
import type { ImportedArchitecture } from '../../shared/records'
import { connect } from '../../renderer/api'
import { isModelFile, isModelText } from '../../renderer/composables/modelFiles'
import { useArchitectures } from '../../renderer/stores/architectures'
import { useLaunch } from '../../renderer/stores/launch'
import { useModelImports } from '../../renderer/stores/modelImports'
import { useTasks } from '../../renderer/stores/tasks'
import { memoryBridge } from './memoryBridge'
import type { MemoryBridge } from './memoryBridge'

const time = '2026-01-01T00:00:00.000Z'
const imported: ImportedArchitecture = {
  architecture: {
    id: 'a',
    name: 'mixed',
    template: 'drawn',
    settings: {},
    graph: { layers: [], outputs: [] },
    weights: { hash: 'f'.repeat(64), file: 'mixed.keras', parameters: 8, layers: ['out'] },
    createdAt: time,
    updatedAt: time,
  },
  found: { layers: 2, parameters: 8, unknown: [], withoutWeights: [] },
  said: [],
}

let bridge: MemoryBridge
beforeEach(() => {
  setActivePinia(createPinia())
  bridge = memoryBridge({ 'architectures.import': () => imported, 'tasks.cancel': () => ({ cancelled: true }) })
  connect(bridge)
})

describe('files of models', () => {
  it.each([
    ['a .keras file', 'm.keras', 'PK', true],
    ['an .h5 file', 'm.H5', 'anything', true],
    ["Keras's JSON", 'm.json', '{"module": "keras.src.models", "class_name": "Functional", "config": {}}', true],
    ['a model.json', 'model.json', ' {"format":"layers-model","modelTopology":{}}', true],
    ['one that begins with its weights', 'model.json', '{"weightsManifest" : []}', true],
    ['a table in JSON', 'rows.json', '[{"class_name": "a"}]', false],
    ['a row in JSON', 'rows.json', '{"name": "modelTopology"}', false],
    ['a table', 'rows.csv', '"class_name":', false],
  ])('%s', async (_, name, text, expected) => {
    expect(await isModelFile(new File([text], name))).toBe(expected)
  })

  it('are told by their beginning alone', () => {
    expect(isModelText('\uFEFF{"class_name": "Sequential"')).toBe(true)
    expect(isModelText('')).toBe(false)
  })
})

describe('the import', () => {
  it('is a task while it runs, and then an architecture with what was found', async () => {
    const store = useModelImports()
    let seen: unknown
    bridge.answers['architectures.import'] = ({ task }) => {
      seen = [store.task, useTasks().list.map(({ label }) => label), store.visible]
      expect(task).toBe(store.task)
      return imported
    }
    await store.begin('/mixed.keras', 'Importing mixed.keras')
    expect(seen).toEqual([expect.any(String), ['Importing mixed.keras'], true])
    expect(store.imported).toEqual(imported)
    expect(useArchitectures().byId.get('a')?.name).toBe('mixed')
    expect([store.task, useTasks().list]).toEqual([null, []])
  })

  it('says what went wrong, and closes when it was cancelled', async () => {
    const store = useModelImports()
    const text = { en: 'It is damaged.', zh: '已损坏。' }
    bridge.answers['architectures.import'] = () => {
      throw new AppError({ code: 'architecture/not-readable', message: text, hint: text })
    }
    expect(await store.begin('/bad.h5', 'Importing')).toBeNull()
    expect([store.visible, store.error?.code]).toEqual([true, 'architecture/not-readable'])
    bridge.answers['architectures.import'] = async () => {
      await store.cancel()
      throw cancelled()
    }
    await store.begin('/long.keras', 'Importing')
    expect(bridge.asked.map(({ name }) => name)).toContain('tasks.cancel')
    expect([store.visible, store.error]).toEqual([false, null])
  })

  it('makes its weights those that a run of it begins with, until others are chosen', async () => {
    await useModelImports().begin('/mixed.keras', 'Importing')
    const launch = useLaunch()
    launch.begin({ architecture: 'a' })
    expect(launch.startFrom).toBe('a')
    launch.startWith(null)
    launch.begin()
    expect(launch.startFrom).toBeNull()
  })
})
