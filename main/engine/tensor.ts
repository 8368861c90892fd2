// The only run-time importer of tfjs-node. Workers and tests load it here and hand `tf` to the stages, which import its types alone.
import { createRequire } from 'node:module'
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../shared/contract/errors'

export type Tensorflow = typeof tf

interface NativeBackend {
  binding: { TF_Version: string }
}

let loaded: Tensorflow | null = null

/**
 * Loads TensorFlow once a process (0.8 s), as a module at `from` would find it, and hands it over.
 * Throws `tensorflow/not-loaded` when its library cannot be.
 */
export function loadTensor(from: string = import.meta.url): Tensorflow {
  loaded ??= load(createRequire(from))
  return loaded
}

/** The version of the TensorFlow library behind tfjs-node, such as 2.21.0. */
export function tensorVersion(): string {
  const backend = loadTensor().backend() as unknown as NativeBackend
  return backend.binding.TF_Version
}

function load(nodeRequire: NodeJS.Require): Tensorflow {
  restoreUtil(nodeRequire)
  try {
    return nodeRequire('@tensorflow/tfjs-node') as Tensorflow
  } catch (cause) {
    throw notLoaded(cause)
  }
}

/** tfjs-node 4.22 calls two functions of `util` that Node 23 dropped; they are put back before it is loaded. */
function restoreUtil(nodeRequire: NodeJS.Require): void {
  const util = nodeRequire('node:util') as Record<string, unknown>
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
  util.isArray ??= Array.isArray
}

function notLoaded(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
  return new AppError({
    code: 'tensorflow/not-loaded',
    message: {
      en: `The TensorFlow library could not be loaded: "${reason}".`,
      zh: `无法加载 TensorFlow 库：“${reason}”。`,
    },
    hint: {
      en: 'Run "npm run doctor" to see what is missing, then "npm run setup" to bring it in again.',
      zh: '请运行 “npm run doctor” 查看缺少的内容，然后运行 “npm run setup” 重新安装。',
    },
    cause,
  })
}
