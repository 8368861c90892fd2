// What buttons, menu, palette and shortcuts all do: the few actions that belong to no single screen.
import type { Sample } from '../../shared/records'
import { client, desktop } from '../api'
import { useDatasets } from '../stores/datasets'
import { useDesignerMemory } from '../stores/designer'
import { useExports } from '../stores/exports'
import { useImports } from '../stores/imports'
import { useLaunch } from '../stores/launch'
import { useModelImports } from '../stores/modelImports'
import { useNavigation } from '../stores/navigation'
import { useNotices } from '../stores/notices'
import { usePlayground } from '../stores/playground'
import { useTasks } from '../stores/tasks'
import { useWorkspace } from '../stores/workspace'
import { isModelFile } from './modelFiles'
import { useWords } from './useWords'

export function useActions() {
  const { t, say } = useWords()
  const navigation = useNavigation()
  const { attempt } = useNotices()

  /** The file's own name, whatever the platform's separator. */
  const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? path

  /** True when there is a workspace; otherwise asks for one first. */
  async function ensureWorkspace(): Promise<boolean> {
    const workspace = useWorkspace()
    // A quick hand may click before the first answer came.
    if (!workspace.ready) await workspace.load()
    if (workspace.current === null) await openWorkspace()
    return workspace.current !== null
  }

  async function openWorkspace(): Promise<void> {
    const folder = await attempt(() => desktop('desktop.chooseWorkspace', {}))
    if (folder !== null) await enterWorkspace(folder)
  }

  async function enterWorkspace(folder: string): Promise<void> {
    await attempt(() => useWorkspace().open(folder))
  }

  async function openTable(): Promise<void> {
    if (!(await ensureWorkspace())) return
    const files = await attempt(() => desktop('desktop.chooseTables', {}))
    if (files !== null && files.length > 0) await useImports().begin(files)
  }

  async function importSample(sample: Sample): Promise<void> {
    if (!(await ensureWorkspace())) return
    const label = t('imports.opening', { name: say(sample.title) })
    const dataset = await attempt(() => useTasks().run(label, (task) => useDatasets().importSample(sample.name, task)))
    if (dataset !== null) navigation.go('datasets', dataset.id)
  }

  async function openBundle(): Promise<void> {
    if (!(await ensureWorkspace())) return
    const file = await attempt(() => desktop('desktop.chooseBundle', {}))
    if (file !== null) await openBundleAt(file)
  }

  async function openBundleAt(file: string): Promise<void> {
    navigation.go('exports', 'bundles')
    await attempt(() => useTasks().run(t('exports.bundleOpening'), (task) => useExports().openBundle(file, task)))
  }

  async function importModel(): Promise<void> {
    if (!(await ensureWorkspace())) return
    const file = await attempt(() => desktop('desktop.chooseModel', {}))
    if (file !== null) await importModelAt(file)
  }

  async function importModelAt(file: string): Promise<void> {
    const found = await useModelImports().begin(file, t('modelImports.importing', { name: baseName(file) }))
    if (found === null) return
    useDesignerMemory().tab = 'graph'
    navigation.go('architectures', found.architecture.id)
  }

  /** Files were dropped on the window: bundles by their ending, models by what they are, everything else is read as one table. */
  async function openDropped(files: File[]): Promise<void> {
    const dropped = await Promise.all(files.map(kindOf))
    const paths = (kind: string) => dropped.flatMap((one) => (one.kind === kind && one.path !== '' ? [one.path] : []))
    if (dropped.every(({ path }) => path === '')) return useNotices().say(t('app.notAFile'))
    if (!(await ensureWorkspace())) return
    for (const bundle of paths('bundle')) await openBundleAt(bundle)
    for (const model of paths('model')) await importModelAt(model)
    if (paths('table').length > 0) await useImports().begin(paths('table'))
  }

  /** The files of weights beside a model are found by it. */
  async function kindOf(file: File): Promise<{ path: string; kind: 'bundle' | 'model' | 'weights' | 'table' }> {
    const path = await client().pathOf(file)
    if (/\.(zip|netloom)$/i.test(path)) return { path, kind: 'bundle' }
    if (/\.bin$/i.test(path)) return { path, kind: 'weights' }
    return { path, kind: (await isModelFile(file)) ? 'model' : 'table' }
  }

  function newArchitecture(): void {
    navigation.go('architectures', 'new')
  }

  function launch(chosen: { dataset?: string; architecture?: string } = {}): void {
    navigation.go('runs', null)
    useLaunch().begin(chosen)
  }

  /** Opens the playground with a saved network. */
  function play(architecture: string): void {
    usePlayground().choose({ kind: 'architecture', architecture })
    navigation.go('playground')
  }

  return {
    play,
    baseName,
    openWorkspace,
    enterWorkspace,
    openTable,
    importSample,
    openBundle,
    openDropped,
    importModel,
    newArchitecture,
    launch,
  }
}
