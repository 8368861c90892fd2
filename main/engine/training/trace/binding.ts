// tfjs-node's native side as a recording needs it: the binding's calls, and a plain object in its place while recording.
import type * as tf from '@tensorflow/tfjs-node'

/** Attribute of an operation as tfjs-node hands it to the binding. */
export interface NativeAttribute {
  name: string
  type: number
  value: unknown
}

export interface NativeTensor {
  id: number
  shape: number[]
  dtype: number
}

export interface NativeBinding {
  TF_ATTR_STRING: number
  TF_ATTR_INT: number
  TF_ATTR_FLOAT: number
  TF_ATTR_BOOL: number
  TF_ATTR_TYPE: number
  TF_ATTR_SHAPE: number
  createTensor(shape: number[], dtype: number, values: ArrayLike<number>): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
  executeOp(name: string, attributes: NativeAttribute[], inputs: number[], outputs: number): NativeTensor[]
  loadSavedModel(folder: string, tags: string): number
  deleteSavedModel(id: number): void
  runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): NativeTensor[]
}

export interface NativeBackend {
  binding: NativeBinding
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[]
  createOutputTensor(tensor: NativeTensor): tf.Tensor
}

/** Type numbers of TensorFlow (types.proto) that occur in a step. */
export const nativeTypes = { float32: 1, int32: 3, bool: 10, variant: 21 } as const

export function backendOf(tensorflow: typeof tf): NativeBackend {
  return tensorflow.backend() as unknown as NativeBackend
}

/** TensorFlow's number for the type of a tensor. */
export function nativeType(tensor: tf.Tensor): number {
  return nativeTypes[tensor.dtype as keyof typeof nativeTypes]
}

/** The id by which the native side knows a tensor; hands its values over when they still wait in JavaScript. */
export function idOf(backend: NativeBackend, tensor: tf.Tensor): number {
  return backend.getInputTensorIds([tensor])[0] as number
}

/**
 * Calls `run` while every call of the binding goes through `replaced`. The binding's own properties are read-only, so a plain
 * object with all of them stands in its place for that time.
 */
export function withBinding<T>(
  backend: NativeBackend,
  replaced: (native: NativeBinding) => Partial<NativeBinding>,
  run: () => T,
): T {
  const native = backend.binding
  backend.binding = { ...plain(native), ...replaced(native) }
  try {
    return run()
  } finally {
    backend.binding = native
  }
}

function plain(native: NativeBinding): NativeBinding {
  const entries = Object.getOwnPropertyNames(native).map((name) => {
    const value: unknown = native[name as keyof NativeBinding]
    return [name, typeof value === 'function' ? (value.bind(native) as unknown) : value]
  })
  return Object.fromEntries(entries) as NativeBinding
}

/** `tidy` for results that hold no tensors; where it is left by an error, nothing that was kept for gradients stays behind. */
export function inScope<T>(tensorflow: typeof tf, run: () => T): T {
  const results: T[] = []
  try {
    tensorflow.tidy(() => void results.push(run()))
  } catch (error) {
    dropTape(tensorflow)
    throw error
  }
  return results[0] as T
}

interface Tape {
  state: { gradientDepth: number; activeTape: { saved?: tf.Tensor[] | null }[] | null }
}

/** TensorFlow.js disposes of what it saved for gradients once it has them, and not when it is kept from them. */
function dropTape(tensorflow: typeof tf): void {
  const { state } = tensorflow.engine() as unknown as Tape
  if (state.gradientDepth > 0) return
  for (const { saved } of state.activeTape ?? []) tensorflow.dispose(saved ?? [])
  state.activeTape = null
}
