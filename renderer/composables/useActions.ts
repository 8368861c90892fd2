// What buttons, menu, palette and shortcuts all do: the few actions that belong to no single screen.
import type { Sample } from '../../shared/records'
import { client, desktop } from '../api'
import { useDatasets } from '../stores/datasets'
import { useExports } from '../stores/exports'
import { useImports } from '../stores/imports'
import { useLaunch } from '../stores/launch'
import { useNavigation } from '../stores/navigation'
import { useNotices } from '../stores/notices'
import { usePlayground } from '../stores/playground'
import { useTasks } from '../stores/tasks'
import { useWorkspace } from '../stores/workspace'
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

  /** Files were dropped on the window: bundles by their ending, everything else is read as one table. */
  async function openDropped(files: File[]): Promise<void> {
    const paths = (await Promise.all(files.map((file) => client().pathOf(file)))).filter((path) => path !== '')
    if (paths.length === 0) return useNotices().say(t('app.notAFile'))
    if (!(await ensureWorkspace())) return
    const isBundle = (path: string) => /\.(zip|netloom)$/i.test(path)
    for (const bundle of paths.filter(isBundle)) await openBundleAt(bundle)
    const tables = paths.filter((path) => !isBundle(path))
    if (tables.length > 0) await useImports().begin(tables)
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
    newArchitecture,
    launch,
  }
}
