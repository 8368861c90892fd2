// Every layer that TensorFlow.js exports is in the catalogue: under its name in Keras, or as the setting or layer that stands for it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { layerTypes } from '../../main/engine/architectures'

/** Read as text: the library itself would bring all of TensorFlow along. */
const source = createRequire(import.meta.url)
  .resolve('@tensorflow/tfjs-layers')
  .replace(/dist\/.*$/, 'dist/exports_layers.js')

function exported(): string[] {
  const text = readFileSync(source, 'utf8')
  const functions = [...text.matchAll(/^export function (\w+)\(/gm)].map((match) => match[1] ?? '')
  const others = [...text.matchAll(/^export const (\w+) =/gm)].map((match) => match[1] ?? '')
  return [...functions, ...others]
}

/** Where the catalogue has no entry of the name: which entry it is, and by what setting. */
const aliases: Record<string, { entry: keyof typeof layerTypes; setting?: string }> = {
  bidirectional: { entry: 'lstm', setting: 'direction' },
  // Layers one behind another, and what is built of cells, are layers of the graph.
  stackedRNNCells: { entry: 'lstm', setting: 'returnSequences' },
  rnn: { entry: 'simpleRnn', setting: 'returnSequences' },
  simpleRNNCell: { entry: 'simpleRnn' },
  gruCell: { entry: 'gru' },
  lstmCell: { entry: 'lstm' },
  convLstm2dCell: { entry: 'convLstm2d' },
  // Dense layers, layers of grids and all that looks at numbers one by one take steps by themselves.
  timeDistributed: { entry: 'conv2d' },
  avgPool1d: { entry: 'averagePooling1d' },
  avgPooling1d: { entry: 'averagePooling1d' },
  avgPool2d: { entry: 'averagePooling2d' },
  avgPooling2d: { entry: 'averagePooling2d' },
  avgPool3d: { entry: 'averagePooling3d' },
  avgPooling3d: { entry: 'averagePooling3d' },
  maxPool1d: { entry: 'maxPooling1d' },
  maxPool2d: { entry: 'maxPooling2d' },
  globalMaxPool1d: { entry: 'globalMaxPooling1d' },
  globalMaxPool2d: { entry: 'globalMaxPooling2d' },
}

const plain = (name: string) => name.toLowerCase()
const known = new Set(Object.values(layerTypes).flatMap(({ foreign }) => (foreign.keras ? [plain(foreign.keras)] : [])))

test('the list is that of the library', () => {
  expect(exported().length).toBeGreaterThan(60)
  expect(exported()).toContain('conv3dTranspose')
  expect(exported()).toContain('randomWidth')
})

test('each has an entry', () => {
  const lacking = exported().filter((name) => !known.has(plain(name)) && !Object.hasOwn(aliases, name))
  expect(lacking).toEqual([])
})

test('aliases are needed, and lead to entries and settings that there are', () => {
  for (const [name, { entry, setting }] of Object.entries(aliases)) {
    expect(exported(), name).toContain(name)
    expect(known.has(plain(name)), name).toBe(false)
    const names = layerTypes[entry].fields.map((field) => field.name)
    if (setting !== undefined) expect(names, name).toContain(setting)
  }
})
