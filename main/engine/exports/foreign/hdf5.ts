// Opens HDF5 files of Keras. The library is WebAssembly and reads no more than it is asked for; links that lead out of the file are not followed.
import type { Dataset, File, Group } from 'h5wasm/node'
import { notReadable } from '../../architectures'
import type { FileWeight } from '../../architectures'
import { largestText, tooLarge } from './limits'

/** Opens the file, works on it and closes it. The library's own complaints go through. */
export async function withHdf5<T>(file: string, work: (root: File) => Promise<T>): Promise<T> {
  const { default: h5 } = await import('h5wasm/node')
  await h5.ready
  const opened = new h5.File(file, 'r')
  try {
    // The library says so in no other way.
    if (opened.file_id < 0n) throw new Error('no HDF5')
    return await work(opened)
  } finally {
    opened.close()
  }
}

/** The description of the model in an `.h5` file of a whole model, and Keras's version. Throws `architecture/not-readable`. */
export function configOf(root: File): { text: string; version: string | undefined } {
  const text: unknown = root.attrs.model_config?.value
  if (typeof text !== 'string') throw notReadable(noConfig)
  if (text.length > largestText) throw tooLarge()
  const version: unknown = root.attrs.keras_version?.value
  return { text, version: typeof version === 'string' ? version : undefined }
}

const kindOf = (entity: object | null | undefined): string =>
  String(entity && 'type' in entity ? entity.type : undefined)

/** What lies at the path; undefined where that leads to nothing, to something else, or out of the file. */
function entityAt(group: Group, path: string): Group | Dataset | undefined {
  let at: Group | Dataset = group
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (kindOf(at) !== 'Group' || name === '.' || name === '..') return undefined
    const next = (at as Group).get(name)
    if (kindOf(next) !== 'Group' && kindOf(next) !== 'Dataset') return undefined
    at = next as Group | Dataset
  }
  return at
}

export function groupAt(group: Group, path: string): Group | undefined {
  const found = entityAt(group, path)
  return kindOf(found) === 'Group' ? (found as Group) : undefined
}

/** A weight of floating-point numbers; undefined for anything else. */
export function weightAt(group: Group, path: string): FileWeight | undefined {
  const found = entityAt(group, path)
  if (kindOf(found) !== 'Dataset') return undefined
  const dataset = found as Dataset
  const { shape, type, size, littleEndian, virtual_sources: elsewhere = [] } = dataset.metadata
  const floats = type === 1 && (size === 4 || size === 8) && littleEndian
  if (shape === null || !floats || elsewhere.length > 0) return undefined
  return { shape: shape.map(Number), read: () => Float32Array.from(dataset.value as Float32Array) }
}

/** A list of names that Keras keeps as an attribute, in pieces where it is long. */
export function namesOf(group: Group, name: string): string[] {
  const { attrs } = group
  if (Object.hasOwn(attrs, name)) return words(attrs[name]?.value)
  const names: string[] = []
  for (let piece = 0; Object.hasOwn(attrs, `${name}${piece}`); piece += 1) {
    names.push(...words(attrs[`${name}${piece}`]?.value))
  }
  return names
}

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : typeof value === 'string' ? [value] : []

const noConfig = {
  en: 'it is an HDF5 file of weights alone, without "model_config"',
  zh: '它是仅含权重的 HDF5 文件，没有“model_config”',
}
