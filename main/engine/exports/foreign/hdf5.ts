// The description in an .h5 file of Keras: an attribute of HDF5's root. The library is WebAssembly and reads no more than it needs.
import { notReadable } from '../../architectures'
import { largestText, tooLarge } from './limits'

/** Throws `architecture/not-readable`; the library's own complaints go through. */
export async function configOfHdf5(file: string): Promise<string> {
  const { default: h5 } = await import('h5wasm/node')
  await h5.ready
  const opened = new h5.File(file, 'r')
  try {
    const text: unknown = opened.attrs.model_config?.value
    if (typeof text !== 'string') throw notReadable(noConfig)
    if (text.length > largestText) throw tooLarge()
    return text
  } finally {
    opened.close()
  }
}

const noConfig = {
  en: 'it is an HDF5 file of weights alone, without "model_config"',
  zh: '它是仅含权重的 HDF5 文件，没有“model_config”',
}
