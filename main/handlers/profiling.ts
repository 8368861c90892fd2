// The profile of a data set on demand: made once by the tables worker for a table and its roles, and kept with the workspace.
import { createHash } from 'node:crypto'
import type { ProfileInput } from '../../shared/contract/worker'
import type { Dataset, Profile } from '../../shared/records'
import type { Context, Step } from './context'

/** Changes when the same table would be profiled otherwise. */
const profileVersion = 1

interface KeptProfile {
  hash: string
  profile: Profile
}

/** Found again while table, types and roles are the same; one is kept for each data set. */
export async function profileOf(dataset: Dataset, context: Context, step: Step): Promise<Profile> {
  const { workspace } = context.room()
  const { columns, table } = dataset
  const roles = dataset.assignments.map(({ column, role }) => ({ column, role }))
  const hash = hashOf({ table, columns, roles })
  const name = `profile.${dataset.id}`
  const kept = workspace.preferences.read(name) as KeptProfile | undefined
  if (kept?.hash === hash) return kept.profile
  const input: ProfileInput = { file: workspace.paths.tableFile(table), columns, roles }
  const profile = await context.tables.run('tables.profile', input, step)
  workspace.preferences.write(name, { hash, profile } satisfies KeptProfile)
  return profile
}

function hashOf(of: Pick<Dataset, 'table' | 'columns'> & Pick<ProfileInput, 'roles'>): string {
  const columns = of.columns.map(({ name, type }) => [name, type])
  return createHash('sha256')
    .update(JSON.stringify([profileVersion, of.table, columns, of.roles]))
    .digest('hex')
}
