// `import-model FILE`: makes an architecture of a model of Keras or TensorFlow.js, and says what was found in it.
import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { ImportedArchitecture } from '../../../shared/records'
import { language, output, tableLines } from '../output'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addImportModel(program: Command): void {
  common(program.command('import-model <file>'))
    .description('Import a model of Keras (.json, .keras, .h5) or TensorFlow.js (model.json) as an architecture')
    .action((file: string, options: CommonOptions) =>
      inSession(options.workspace, async ({ host }) => {
        const imported = await host.ask('architectures.import', { path: resolve(file) })
        const out = output(options.json)
        for (const text of imported.said) out.say(text[language])
        out.result(imported, () => modelLines(imported))
      }),
    )
}

export function modelLines({ architecture: { id, name, weights }, found }: ImportedArchitecture): string[] {
  const { layers, parameters, unknown, withoutWeights } = found
  const taken = weights === undefined ? 'none' : `${weights.parameters} numbers of ${weights.layers.length} layers`
  const without = withoutWeights ?? []
  return [
    `${name} (${id})`,
    `${layers} layers, ${parameters} parameters`,
    `weights: ${taken}${without.length === 0 ? '' : `; none for ${without.join(', ')}`}`,
    ...(unknown.length === 0
      ? []
      : [
          '',
          ...tableLines(
            ['placeholder', 'class', 'shape and parameters'],
            unknown.map((one) => [one.layer, one.className, one.measured ? 'known' : 'not known']),
          ),
        ]),
  ]
}
