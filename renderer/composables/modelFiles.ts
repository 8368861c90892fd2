// Tells files of models from files of tables: by their ending, and JSON by how it begins, since both may be that.

const models = /\.(keras|h5|hdf5)$/i

/** How much of a JSON file is looked at: what it is stands near its beginning. */
const lookedAt = 65_536

/** True for a file that holds a model of Keras or TensorFlow.js. */
export async function isModelFile(file: File): Promise<boolean> {
  if (models.test(file.name)) return true
  if (!/\.json$/i.test(file.name)) return false
  return isModelText(await file.slice(0, lookedAt).text())
}

/** True for the beginning of Keras's JSON or of a `model.json`. */
export function isModelText(start: string): boolean {
  const text = start.trimStart().replace(/^\uFEFF/, '')
  const keys = ['modelTopology', 'weightsManifest', 'class_name', 'model_config']
  return text.startsWith('{') && keys.some((key) => new RegExp(`"${key}"\\s*:`).test(text))
}
