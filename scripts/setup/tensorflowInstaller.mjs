// TensorFlow by tfjs-node's own installer: a prebuilt addon with TensorFlow 2.9 or older, from the makers' own site.
import { existsSync, readdirSync } from 'node:fs'
import { runChild } from './children.mjs'
import { inPackage } from './places.mjs'
import { during } from './progress.mjs'
import { bytesIn } from './temporary.mjs'

const STALL_MS = 30_000
const tfjsNode = (...parts) => inPackage('@tensorflow/tfjs-node', ...parts)

/** True when an addon and a library lie in tfjs-node's folder, whoever brought them. */
export function installerHasRun() {
  const addons = existsSync(tfjsNode('lib')) ? readdirSync(tfjsNode('lib')) : []
  return (
    existsSync(tfjsNode('deps', 'lib')) && addons.some((name) => existsSync(tfjsNode('lib', name, 'tfjs_binding.node')))
  )
}

/** Runs the installer in its own folder; rejects when it fails or leaves nothing behind. */
export async function runInstaller() {
  const measure = () => bytesIn(tfjsNode('deps')) + bytesIn(tfjsNode('lib'))
  await during("TensorFlow: tfjs-node's own installer", () =>
    runChild(process.execPath, ['scripts/install.js'], { cwd: tfjsNode(), stall: { ms: STALL_MS, measure } }),
  )
  // It ends with code 0 also after a download that was cut off.
  if (!installerHasRun()) throw new Error("tfjs-node's installer ended without an addon")
}
