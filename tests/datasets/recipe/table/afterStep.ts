// Columns and rows of a table after one step, for the tests of steps.
import type { DuckDBConnection } from '@duckdb/node-api'
import { nothingGiven } from '../../../../main/engine/datasets/recipe/table/step'
import type { StepGiven } from '../../../../main/engine/datasets/recipe/table/step'
import { runSteps } from '../../../../main/engine/datasets/recipe/table/run'
import type { Settings } from '../../../../shared/fields'
import { rows } from '../duckdb'

/** Throws when the settings are wrong. */
export async function afterStep(
  connection: DuckDBConnection,
  { step, settings }: { step: string; settings: Settings },
  table: string,
  given: StepGiven = nothingGiven,
) {
  const outcome = await runSteps(connection, table, [{ id: 'a', step, settings, enabled: true }], { given })
  if (outcome.problems.length > 0) throw new Error(JSON.stringify(outcome.problems))
  return { columns: outcome.columns.map(({ name }) => name), rows: await rows(connection, `FROM ${outcome.table}`) }
}
