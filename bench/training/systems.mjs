// The systems that are compared: how each is started, and what it stands for in the report.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const inPeers = (file) => fileURLToPath(new URL(`peers/${file}`, import.meta.url))

const node = (file) => (job) => [process.execPath, [inPeers(file), job]]
const keras = (backend, stepsACall) => (job, python) => [
  python,
  [inPeers('keras_peer.py'), job, backend, `${stepsACall}`],
]
const torch = (mode, threads) => (job, python) => [python, [inPeers('torch_peer.py'), job, mode, `${threads}`]]

/**
 * `peer`: the name on the command line and in ratios; of several systems of a peer the fastest counts, but for those that are there
 * for information. `python`: the requirements file of the virtual environment it runs in.
 */
export const systems = [
  { id: 'netloom', peer: 'netloom', label: 'Netloom', command: node('netloom.mjs') },
  { id: 'tfjs', peer: 'tfjs', label: 'tfjs-node `fit`', command: node('tfjs.mjs') },
  { id: 'keras', peer: 'keras', label: 'Keras on TensorFlow', python: 'keras', command: keras('tensorflow', 1) },
  {
    id: 'keras32',
    peer: 'keras',
    label: 'Keras on TensorFlow, 32 steps a call',
    python: 'keras',
    command: keras('tensorflow', 32),
    information: true,
  },
  { id: 'jax32', peer: 'jax', label: 'Keras on JAX, 32 steps a call', python: 'keras', command: keras('jax', 32) },
  { id: 'torch1', peer: 'torch', label: 'PyTorch, 1 thread', python: 'torch', command: torch('eager', 1) },
  { id: 'torch2', peer: 'torch', label: 'PyTorch, 2 threads', python: 'torch', command: torch('eager', 2) },
  {
    id: 'compiled1',
    peer: 'torch',
    label: 'PyTorch compiled, 1 thread',
    python: 'torch',
    command: torch('compile', 1),
  },
  {
    id: 'compiled2',
    peer: 'torch',
    label: 'PyTorch compiled, 2 threads',
    python: 'torch',
    command: torch('compile', 2),
  },
]

/** What compilers keep between processes goes to `scratch`, so that a first epoch is one. */
export function environment(scratch) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', TORCHINDUCTOR_CACHE_DIR: path.join(scratch, 'inductor') }
  env.TORCHINDUCTOR_FORCE_DISABLE_CACHES = '1'
  // Settings for older numpy libraries that would slow a current one.
  delete env.OPENBLAS_CORETYPE
  delete env.OPENBLAS_L2_SIZE
  return env
}
