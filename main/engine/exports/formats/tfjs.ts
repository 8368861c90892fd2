// Export format `tfjs`: a TF.js layers model that plain @tensorflow/tfjs loads in a browser or in Node, with its preparation beside it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as tf from '@tensorflow/tfjs-node'
import { buildPlain } from '../../architectures'
import type { KeptModel } from '../../workspace/models'
import type { Format, FormatArgs } from '../format'
import { companions } from './tfjsCompanions'

type Artifacts = Parameters<Parameters<typeof tf.io.withSaveHandler>[0]>[0]

const weightsFile = 'weights.bin'

export const tfjs: Format = {
  name: 'tfjs',
  label: { en: 'TensorFlow.js', zh: 'TensorFlow.js' },
  summary: {
    en: 'model.json and weights for the browser and Node, with the preparation and code that applies it.',
    zh: '供浏览器和 Node 使用的 model.json 与权重，并附带预处理及其应用代码。',
  },
  tolerance: 1e-5,
  async write(args) {
    const artifacts = await artifactsOf(args.tf, args.model)
    const weights = new Uint8Array(artifacts.weightData as ArrayBuffer)
    writeFileSync(join(args.folder, 'model.json'), JSON.stringify(modelJson(artifacts, args), null, 1))
    writeFileSync(join(args.folder, weightsFile), weights)
    for (const [file, text] of companions(args)) writeFileSync(join(args.folder, file), text)
  },
  async read({ tf, folder }) {
    const model = await tf.loadLayersModel(tf.io.fileSystem(join(folder, 'model.json')))
    return {
      predict: (features, rows) =>
        tf.tidy(() => {
          const inputs = tf.tensor2d(features, [rows, features.length / rows])
          return (model.predict(inputs) as tf.Tensor).dataSync<'float32'>()
        }),
      dispose: () => void model.dispose(),
    }
  },
}

/** The model as TF.js saves it, in plain layers, with the kept weights. */
async function artifactsOf(tensorflow: typeof tf, kept: KeptModel): Promise<Artifacts> {
  const network = buildPlain(kept.graph, tensorflow)
  try {
    network.setWeights(kept.weights)
    let artifacts: Artifacts = {}
    const handler = tensorflow.io.withSaveHandler(async (given) => {
      artifacts = given
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    })
    await network.model.save(handler)
    return artifacts
  } finally {
    network.dispose()
  }
}

function modelJson(artifacts: Artifacts, { name, model }: FormatArgs): object {
  const { goal, inputs, classes } = model.preparation.facts
  return {
    format: 'layers-model',
    generatedBy: 'Netloom',
    convertedBy: null,
    userDefinedMetadata: { name, goal, inputs, classes, keptEpoch: model.keptEpoch, seed: model.seed },
    modelTopology: artifacts.modelTopology,
    weightsManifest: [{ paths: [weightsFile], weights: artifacts.weightSpecs ?? [] }],
  }
}
