// TensorFlow for tfjs-node out of the Python registry (Linux x64): the library from the wheel, the addon compiled against it.
import { mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChild } from './children.mjs'
import { downloadBy } from './download.mjs'
import { verifyDownload } from './hash.mjs'
import { findCompiler, findPip, findStrip } from './nativeTools.mjs'
import { inPackage, packageVersion } from './places.mjs'
import { during } from './progress.mjs'
import { SetupError } from './setupError.mjs'

export const TENSORFLOW_VERSION = '2.21.0'
const WHEEL = {
  requirement: `tensorflow-cpu==${TENSORFLOW_VERSION}`,
  // Named in full, so that any pip under any Python fetches the same file; only its C library is used.
  tags: ['--python-version', '3.11', '--platform', 'manylinux_2_27_x86_64'],
  sizeBytes: 273_829_956,
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
}
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
const FLAGS = ['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION']
export const ADDON_FOLDER = 'lib/napi-v8'

export const wheelFits = () => process.platform === 'linux' && process.arch === 'x64'

/** What is missing on this machine for this way, as `{ missing, debian }`. */
export const missingTools = () => [findPip(), findCompiler()].filter((tool) => tool.missing)

/** The cache entry: `deps/lib` and `lib/napi-v8` as tfjs-node wants them in its own folder. */
export const wheelEntry = () => ({
  name: 'tensorflow',
  version: TENSORFLOW_VERSION,
  title: `TensorFlow ${TENSORFLOW_VERSION}`,
  needBytes: 2.2e9,
  recipe: {
    revision: 1,
    wheel: WHEEL.sha256,
    flags: FLAGS,
    tfjsNode: packageVersion('@tensorflow/tfjs-node'),
    headers: packageVersion('node-api-headers'),
  },
  make,
})

function requireTools() {
  const missing = missingTools()
  if (missing.length === 0) return
  throw new SetupError(
    `TensorFlow ${TENSORFLOW_VERSION} has to be made, and this needs ${missing.map((tool) => tool.missing).join(' and ')}.`,
    `install what is missing (on Debian: sudo apt-get install ${missing.map((tool) => tool.debian).join(' ')}), and run the command again.`,
  )
}

async function make(work, result) {
  requireTools()
  const [python, compiler, strip] = [findPip(), findCompiler(), findStrip()]
  const [libraries, addon, headers] = [
    path.join(result, 'deps', 'lib'),
    path.join(result, ADDON_FOLDER),
    path.join(work, 'include'),
  ]
  for (const folder of [libraries, addon, headers]) mkdirSync(folder, { recursive: true })
  const wheel = await download(python.command, work)
  await during('TensorFlow: unpacking', () =>
    runChild(python.command, [fileURLToPath(new URL('unpackWheel.py', import.meta.url)), wheel, libraries, headers]),
  )
  // Symbols that only a debugger reads are a quarter of the library.
  if (strip) await runChild(strip.command, ['--strip-unneeded', path.join(libraries, LIBRARIES[0])])
  await during('TensorFlow: compiling the addon', () => compile(compiler.command, { work, libraries, addon, headers }))
  return { source: 'the Python wheel tensorflow-cpu', compiler: compiler.version }
}

async function download(python, work) {
  const folder = path.join(work, 'wheel')
  mkdirSync(folder)
  const options = ['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar', 'off', '--dest', folder]
  const what = WHEEL.requirement
  const line = [python, ['-m', 'pip', 'download', ...options, ...WHEEL.tags, what]]
  await downloadBy('pip', { title: 'TensorFlow', what, sizeBytes: WHEEL.sizeBytes, work, line })
  const wheel = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.whl')) ?? 'no wheel')
  await verifyDownload(wheel, WHEEL.sha256, `the wheel of ${what}`)
  return wheel
}

/** `-ltensorflow` is the name that the link step looks for; the addon itself then asks for the library by its own name. */
async function compile(compiler, { work, libraries, addon, headers }) {
  const links = path.join(work, 'link')
  mkdirSync(links)
  symlinkSync(path.join(libraries, LIBRARIES[0]), path.join(links, 'libtensorflow.so'))
  symlinkSync(path.join(libraries, LIBRARIES[1]), path.join(links, 'libtensorflow_framework.so'))
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) =>
    inPackage('@tensorflow/tfjs-node', 'binding', file),
  )
  const includes = [
    inPackage('node-api-headers', 'include'),
    headers,
    inPackage('@tensorflow/tfjs-node', 'binding'),
    inPackage('@tensorflow/tfjs-node'),
  ]
  const built = path.join(work, 'tfjs_binding.node')
  await runChild(
    compiler,
    [...FLAGS, ...includes.map((folder) => `-I${folder}`), ...sources]
      .concat([`-L${links}`, `-L${libraries}`, '-ltensorflow', '-ltensorflow_framework'])
      .concat(['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', built]),
    { env: { ...process.env, TMPDIR: work }, cwd: work },
  )
  renameSync(built, path.join(addon, 'tfjs_binding.node'))
}
