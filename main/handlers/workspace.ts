// Requests about the workspace folder.
import { forgetRecent, readRecent } from '../engine/workspace'
import type { HandlersOf } from './context'
import { preparedInUse } from './preparing'
import { forgetLostTables } from './recipes'

export const workspace: HandlersOf<'workspace'> = {
  'workspace.current': (_input, context) => context.currentRoom()?.workspace.describe() ?? null,
  'workspace.open': async ({ folder }, context) => {
    // A folder that was open before was chosen before.
    const known = readRecent(context.settings.configFolder).some((recent) => recent.folder === folder)
    const place = known ? folder : context.allowed(folder, 'write')
    return (await context.openRoom(place)).workspace.describe()
  },
  'workspace.unused': (_input, context) => {
    const { workspace } = context.room()
    return workspace.unused(preparedInUse(workspace))
  },
  'workspace.freeSpace': (_input, context) => {
    const { workspace } = context.room()
    const removed = workspace.removeUnused(preparedInUse(workspace))
    workspace.prepared.tidy()
    forgetLostTables(workspace)
    return removed
  },
  'workspace.recent': (_input, context) => readRecent(context.settings.configFolder),
  'workspace.forget': ({ folder }, context) => forgetRecent(context.settings.configFolder, folder),
}
