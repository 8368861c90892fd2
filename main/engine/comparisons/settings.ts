// The settings of a run as one flat list of named values, and the names whose values differ between runs.
import type { FieldValue, Settings } from '../../../shared/fields/field'
import type { LayerNode, Run } from '../../../shared/records'

/** Names are prefixed by where they are set: `architecture.hidden`, `training.epochs`, `split.kind`. */
export function settingsOf(run: Run): Record<string, FieldValue> {
  const { dataset, architecture, training, seed, protocol, facts } = run
  return {
    dataset: dataset.name,
    target: [protocol.target, ...(protocol.alsoTargets ?? [])].join(', '),
    inputs: facts.width,
    architecture: architecture.name,
    template: architecture.template,
    ...prefixed('architecture', networkOf(architecture)),
    ...prefixed('training', training),
    seed,
    'split.kind': protocol.split.kind,
    ...prefixed('split', protocol.split.settings),
  }
}

/** What a network is set to: by layer where it was drawn by hand, else what its template was given. */
function networkOf({ settings, graph }: Run['architecture']): Settings {
  if (graph === undefined) return settings
  return Object.assign({}, ...graph.layers.map((layer) => prefixed(layer.id, layerSettings(layer)))) as Settings
}

const layerSettings = ({ type, settings, inputs, shares }: LayerNode): Settings => {
  return { type, ...settings, inputs, ...(shares !== undefined && { shares }) }
}

/** In the order in which the names first occur; a setting that only some have differs. */
export function differing(all: readonly Record<string, FieldValue>[]): string[] {
  const names = new Set(all.flatMap((settings) => Object.keys(settings)))
  return [...names].filter((name) => new Set(all.map((settings) => JSON.stringify(settings[name]))).size > 1)
}

function prefixed(prefix: string, settings: Settings): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${prefix}.${name}`, value]))
}
