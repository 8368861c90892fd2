// What buttons, menu, palette and shortcuts all do: the few actions that belong to no single screen.
import type { Sample } from '../../shared/records'
import { client, desktop } from '../api'
import { useDatasets } from '../stores/datasets'
import { useExports } from '../stores/exports'
import { useImports } from '../stores/imports'
import { useLaunch } from '../stores/launch'
import { useNavigation } from '../stores/navigation'
import { useNotices } from '../stores/notices'
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
    const path = await attempt(() => desktop('desktop.chooseTable', {}))
    if (path !== null) await importPath(path)
  }

  async function importPath(path: string): Promise<void> {
    await useImports().begin(path, t('imports.inspecting', { name: baseName(path) }))
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

  /** A file was dropped on the window: a bundle by its ending, everything else is read as a table. */
  async function openDropped(file: File): Promise<void> {
    const path = await client().pathOf(file)
    if (path === '') return useNotices().say(t('app.notAFile'))
    if (!(await ensureWorkspace())) return
    await (/\.(zip|netloom)$/i.test(path) ? openBundleAt(path) : importPath(path))
  }

  function newArchitecture(): void {
    navigation.go('architectures', 'new')
  }

  function launch(chosen: { dataset?: string; architecture?: string } = {}): void {
    navigation.go('runs', null)
    useLaunch().begin(chosen)
  }

  return {
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
