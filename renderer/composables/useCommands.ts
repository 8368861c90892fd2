// Every command with its name and keys: one list for the palette, the shortcuts, their dialogue and the native menu.
import { computed } from 'vue'
import type { MenuCommand } from '../../shared/contract/desktop'
import { places, useNavigation } from '../stores/navigation'
import { usePreferences } from '../stores/preferences'
import { useActions } from './useActions'
import { useWords } from './useWords'

export interface Command {
  id: MenuCommand | 'toggle-language'
  title: string
  /** Such as `Mod+K`; Mod is Command on a Mac, else Control. */
  keys: string[]
  run: () => void
}

export function useCommands() {
  const { t } = useWords()
  const navigation = useNavigation()
  const preferences = usePreferences()
  const actions = useActions()

  const goTo = computed<Command[]>(() =>
    places.map((place, index) => ({
      id: `go-${place}` as const,
      title: t('shortcuts.place', { name: t(`places.${place}`) }),
      keys: [place === 'settings' ? 'Mod+,' : `Mod+${index + 1}`],
      run: () => navigation.go(place),
    })),
  )
  const commands = computed<Command[]>(() => [
    ...goTo.value,
    { id: 'open-table', title: t('shortcuts.openTable'), keys: ['Mod+O'], run: () => void actions.openTable() },
    {
      id: 'open-workspace',
      title: t('shortcuts.openWorkspace'),
      keys: ['Mod+Shift+O'],
      run: () => void actions.openWorkspace(),
    },
    { id: 'open-bundle', title: t('shortcuts.openBundle'), keys: ['Mod+Alt+O'], run: () => void actions.openBundle() },
    { id: 'new-architecture', title: t('shortcuts.newArchitecture'), keys: ['Mod+N'], run: actions.newArchitecture },
    {
      id: 'import-model',
      title: t('shortcuts.importModel'),
      keys: ['Mod+Alt+M'],
      run: () => void actions.importModel(),
    },
    { id: 'launch', title: t('shortcuts.launch'), keys: ['Mod+Enter'], run: () => actions.launch() },
    { id: 'palette', title: t('shortcuts.palette'), keys: ['Mod+K', 'F1'], run: () => (navigation.palette = true) },
    { id: 'shortcuts', title: t('shortcuts.list'), keys: ['?', 'Mod+/'], run: () => (navigation.shortcuts = true) },
    {
      id: 'toggle-sidebar',
      title: t('shortcuts.sidebar'),
      keys: ['Mod+B'],
      run: () => (preferences.sidebar = !preferences.sidebar),
    },
    { id: 'toggle-theme', title: t('shortcuts.theme'), keys: ['Mod+Shift+L'], run: preferences.toggleTheme },
    { id: 'toggle-language', title: t('shortcuts.language'), keys: ['Mod+Shift+E'], run: preferences.toggleLanguage },
    { id: 'about', title: t('settings.about'), keys: [], run: () => navigation.go('settings') },
  ])

  function run(id: Command['id']): void {
    commands.value.find((command) => command.id === id)?.run()
  }

  return { commands, run }
}
